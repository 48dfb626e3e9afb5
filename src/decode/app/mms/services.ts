import { OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';

/** The services of ISO 9506-2 by the tag of their request, with the notation of their bodies (see schema.ts). */
export interface ServiceSpec {
  readonly name: string;
  readonly request: string;
  readonly response: string;
}

const NAME_0 = '0=objectName:name 1=objectName:name 2=objectName:name';
const SPECIFICATION = '0={0=variable:object 1=address:octets 2=type:type 5=alternateAccess:octets} 1=listName:object';
const CLASS = '0=objectClass:{0=objectClass:int 1=objectClass:int}';
const DELETED = '{0=numberMatched:int 1=numberDeleted:int}';
const SCOPED = `{0=scopeOfDelete:int 1={${NAME_0}} 2=domainName:text}`;
const ADDRESS = '1={0=numericAddress:int 1=symbolicAddress:text 2=unconstrainedAddress:octets}';
const CAPABILITIES = '1={u=capability:text}';
const CONDITION =
  '1=class:int 2=priority:int 3=severity:int 4=alarmSummaryReports:bool 6={0=variable:object} 7=evaluationInterval:int';
const SPECIFIC = `{0={${NAME_0}} 1=scope:null 2=domainName:text 3=scope:null 4=scope:null}`;
const FILE_ATTRIBUTES = '{0=sizeOfFile:int 1=lastModified:time}';
const ENTRIES =
  '{0=entryId:octets 1=application:octets 2={0=occurrenceTime:time 1=additionalDetail:octets 2={u=text:text 1=data:data} ' +
  '3=text:text}}';

function spec(name: string, request: string, response = 'null'): ServiceSpec {
  return { name, request, response };
}

export const services: readonly ServiceSpec[] = [
  spec('status', 'bool', '{0=vmdLogicalStatus:int 1=vmdPhysicalStatus:int 2=localDetail:bits}'),
  spec(
    'getNameList',
    `{${CLASS} 1={0=scope:null 1=domainSpecific:text 2=scope:null} 2=continueAfter:text}`,
    '{0={u=identifier:text} 1=moreFollows:bool}',
  ),
  spec('identify', 'null', '{0=vendorName:text 1=modelName:text 2=revision:text 3={u=abstractSyntax:oid}}'),
  spec('rename', `{${CLASS} 1=objectName:object 2=newIdentifier:text}`),
  spec('read', `{0=specificationWithResult:bool 1={${SPECIFICATION}}}`, `{0={${SPECIFICATION}} 1=data:data}`),
  spec('write', `{#0={${SPECIFICATION}} 0=data:data}`, '{0=failure:int 1=written:null}'),
  spec(
    'getVariableAccessAttributes',
    `{0=objectName:object ${ADDRESS}}`,
    `{0=mmsDeletable:bool ${ADDRESS} 2=type:type}`,
  ),
  spec('defineNamedVariable', `{0=objectName:object ${ADDRESS} 2=type:type}`),
  spec('defineScatteredAccess', '{0=objectName:object 1={0=variable:object 1=variable:object}}'),
  spec('getScatteredAccessAttributes', 'object', '{0=mmsDeletable:bool 1={0=variable:object 1=variable:object}}'),
  spec('deleteVariableAccess', SCOPED, DELETED),
  spec('defineNamedVariableList', `{#0={${NAME_0}} ${SPECIFICATION}}`),
  spec('getNamedVariableListAttributes', 'object', '{0=mmsDeletable:bool 1={0=variable:object 1=address:octets}}'),
  spec('deleteNamedVariableList', SCOPED, DELETED),
  spec('defineNamedType', `{#0={${NAME_0}} 0=type:type 1=type:type 2=type:type}`),
  spec('getNamedTypeAttributes', 'object', '{0=mmsDeletable:bool 1=type:type 2=type:type}'),
  spec('deleteNamedType', SCOPED, DELETED),
  spec('input', '{0=operatorStation:text 1=echo:bool 2={u=text:text} 3=timeOut:int}', 'text'),
  spec('output', '{0=operatorStation:text 1={u=text:text}}'),
  spec(
    'takeControl',
    '{0=objectName:object 1=namedToken:text 2=priority:int 3=acceptableDelay:int 4=controlTimeOut:int 5=abortOnTimeOut:bool ' +
      '6=relinquishIfConnectionLost:bool 7=application:octets}',
    '{0=scope:null 1=namedToken:text}',
  ),
  spec('relinquishControl', '{0=objectName:object 1=namedToken:text}'),
  spec('defineSemaphore', '{0=objectName:object 1=numberOfTokens:int}'),
  spec('deleteSemaphore', 'object'),
  spec(
    'reportSemaphoreStatus',
    'object',
    '{0=mmsDeletable:bool 1=class:int 2=numberOfTokens:int 3=numberOfOwnedTokens:int 4=numberOfHungTokens:int}',
  ),
  spec(
    'reportPoolSemaphoreStatus',
    '{0=objectName:object 1=continueAfter:text}',
    '{0={0=namedToken:text 1=namedToken:text 2=namedToken:text} 1=moreFollows:bool}',
  ),
  spec(
    'reportSemaphoreEntryStatus',
    '{0=objectName:object 1=state:int 2=entryId:octets}',
    '{0={0=entryId:octets 1=class:int 2=application:octets 3=namedToken:text 4=priority:int 5=timeOut:int 6=abortOnTimeOut:bool ' +
      '7=relinquishIfConnectionLost:bool} 1=moreFollows:bool}',
  ),
  spec('initiateDownloadSequence', `{0=domainName:text ${CAPABILITIES} 2=sharable:bool}`),
  spec('downloadSegment', 'text', '{0=loadData:code 1=moreFollows:bool}'),
  spec('terminateDownloadSequence', '{0=domainName:text 1={0=errorClass:int 1=errorClass:int}}'),
  spec('initiateUploadSequence', 'text', `{0=ulsmID:int ${CAPABILITIES}}`),
  spec('uploadSegment', 'int', '{0=loadData:code 1=moreFollows:bool}'),
  spec('terminateUploadSequence', 'int'),
  spec('requestDomainDownload', `{0=domainName:text ${CAPABILITIES} 2=sharable:bool 4={u=fileName:text}}`),
  spec('requestDomainUpload', '{0=domainName:text 1={u=fileName:text}}'),
  spec(
    'loadDomainContent',
    `{0=domainName:text ${CAPABILITIES} 2=sharable:bool 4={u=fileName:text} 5=application:octets}`,
  ),
  spec('storeDomainContent', '{0=domainName:text 1={u=fileName:text} 2=application:octets}'),
  spec('deleteDomain', 'text'),
  spec(
    'getDomainAttributes',
    'text',
    '{0={u=capability:text} 1=state:int 2=mmsDeletable:bool 3=sharable:bool 4={u=programInvocation:text} 5=uploadInProgress:int}',
  ),
  spec(
    'createProgramInvocation',
    '{0=programInvocationName:text 1={u=domainName:text} 2=reusable:bool 3=monitor:bool}',
  ),
  spec('deleteProgramInvocation', 'text'),
  spec('start', '{0=programInvocationName:text 1=argument:text}'),
  spec('stop', '{0=programInvocationName:text}'),
  spec('resume', '{0=programInvocationName:text 1=argument:text}'),
  spec('reset', '{0=programInvocationName:text}'),
  spec('kill', '{0=programInvocationName:text}'),
  spec(
    'getProgramInvocationAttributes',
    'text',
    '{0=state:int 1={u=domainName:text} 2=mmsDeletable:bool 3=reusable:bool 4=monitor:bool 5=argument:text}',
  ),
  spec('obtainFile', '{0=application:octets 1={u=fileName:text} 2={u=newFileName:text}}'),
  spec('defineEventCondition', `{0=objectName:object ${CONDITION}}`),
  spec('deleteEventCondition', SPECIFIC, 'int'),
  spec('getEventConditionAttributes', 'object', `{0=mmsDeletable:bool ${CONDITION}}`),
  spec(
    'reportEventConditionStatus',
    'object',
    '{0=state:int 1=numberOfEventEnrollments:int 2=enabled:bool 3={0=time:time 1=time:time 2=time:octets} ' +
      '4={0=time:time 1=time:time 2=time:octets}}',
  ),
  spec(
    'alterEventConditionMonitoring',
    '{0=objectName:object 1=enabled:bool 2=priority:int 3=alarmSummaryReports:bool 4=evaluationInterval:int}',
  ),
  spec('triggerEvent', '{0=objectName:object 1=priority:int}'),
  spec('defineEventAction', '{0=objectName:object 1=modifier:octets 2=service:octets}'),
  spec('deleteEventAction', SPECIFIC, 'int'),
  spec('getEventActionAttributes', 'object', '{0=mmsDeletable:bool 1=modifier:octets 2=service:octets}'),
  spec('reportEventActionStatus', 'object', 'int'),
  spec(
    'defineEventEnrollment',
    '{0=objectName:object 1=eventCondition:object 2=transitions:bits 3=acknowledgementRule:int 4=eventAction:object 5=application:octets}',
  ),
  spec('deleteEventEnrollment', `{0={${NAME_0}} 1=eventCondition:object 2=eventAction:object}`, 'int'),
  spec(
    'alterEventEnrollment',
    '{0=objectName:object 1=transitions:bits 2=acknowledgementRule:int}',
    '{0=state:int 1=time:octets}',
  ),
  spec(
    'reportEventEnrollmentStatus',
    'object',
    '{0=transitions:bits 1=acknowledged:bool 2=duration:int 3=acknowledgementRule:int 4=state:int}',
  ),
  spec(
    'getEventEnrollmentAttributes',
    `{0={${NAME_0}} 1=application:octets 2=eventCondition:object 3=eventAction:object 4=continueAfter:object}`,
    '{0={0=objectName:object 1=eventCondition:object 2=eventAction:object 3=application:octets 4=mmsDeletable:bool 5=class:int ' +
      '6=duration:int} 1=moreFollows:bool}',
  ),
  spec('acknowledgeEventNotification', '{0=objectName:object 2=state:int 3={0=time:time 1=time:time 2=time:octets}}'),
  spec(
    'getAlarmSummary',
    '{0=enrollmentsOnly:bool 1=activeAlarmsOnly:bool 2=acknowledgementFilter:int 3={0=severity:int 1=severity:int} 5=continueAfter:object}',
    '{0={0=eventCondition:object 1=severity:int 2=state:int 3=unacknowledgedState:int 5=time:octets 6=time:octets} 1=moreFollows:bool}',
  ),
  spec(
    'getAlarmEnrollmentSummary',
    '{0=enrollmentsOnly:bool 1=activeAlarmsOnly:bool 2=acknowledgementFilter:int 3={0=severity:int 1=severity:int} 5=continueAfter:object}',
    '{0={0=objectName:object 2=application:octets 3=severity:int 4=state:int 5=acknowledgementRule:int 6=acknowledged:bool 7=time:octets ' +
      '9=time:octets} 1=moreFollows:bool}',
  ),
  spec(
    'readJournal',
    '{0=objectName:object 1={0=time:time 1=entryId:octets} 2={0=time:time 1=numberOfEntries:int} 4={u=variableTag:text} 5={0=time:time 1=entryId:octets}}',
    `{0=${ENTRIES} 1=moreFollows:bool}`,
  ),
  spec('writeJournal', `{0=objectName:object 1=${ENTRIES}}`),
  spec('initializeJournal', '{0=objectName:object 1={0=time:time 1=entryId:octets}}', 'int'),
  spec('reportJournalStatus', 'object', '{0=currentEntries:int 1=mmsDeletable:bool}'),
  spec('createJournal', '{0=objectName:object}'),
  spec('deleteJournal', '{0=objectName:object}'),
  spec('getCapabilityList', '{0=continueAfter:text}', '{0={u=capability:text} 1=moreFollows:bool}'),
  spec('fileOpen', '{0={u=fileName:text} 1=initialPosition:int}', `{0=frsmID:int 1=${FILE_ATTRIBUTES}}`),
  spec('fileRead', 'int', '{0=fileData:code 1=moreFollows:bool}'),
  spec('fileClose', 'int'),
  spec('fileRename', '{0={u=fileName:text} 1={u=newFileName:text}}'),
  spec('fileDelete', '{u=fileName:text}'),
  spec(
    'fileDirectory',
    '{0={u=fileName:text} 1={u=continueAfter:text}}',
    `{0={0={u=fileName:text} 1=${FILE_ATTRIBUTES}} 1=moreFollows:bool}`,
  ),
];

export const unconfirmedServices: readonly ServiceSpec[] = [
  spec('informationReport', `{#0={${SPECIFICATION}} 0=data:data}`),
  spec('unsolicitedStatus', '{0=vmdLogicalStatus:int 1=vmdPhysicalStatus:int 2=localDetail:bits}'),
  spec(
    'eventNotification',
    '{0=objectName:object 1=eventCondition:object 2=severity:int 3=state:int 4={0=time:time 1=time:time 2=time:octets} ' +
      '6=acknowledged:bool 7=acknowledgementRule:int 8=actionResult:octets}',
  ),
];

/** PDUs that hold no service: initiate is shown, the others are a number. */
export const INITIATE_CALLING: string = initiate('Calling');
export const INITIATE_CALLED: string = initiate('Called');

function initiate(side: string): string {
  const own = `{0=version:int 1=parameterCBB:bits 2=servicesSupported:bits}`;
  return `{0=localDetail${side}:int 1=maxServOutstandingCalling:int 2=maxServOutstandingCalled:int 3=nestingLevel:int 4=${own}}`;
}

export const WRITE_SERVICE = 5;
export const READ_SERVICE = 4;
export const IDENTIFY = 2;

/** Services whose request is the number that an earlier answer gave out: uploads, then files. */
export const numbered: ReadonlySet<number> = new Set([30, 31, 73, 74]);

/**
 * What a service would do. A domain is a program or its data, an invocation runs it; files are read (records of
 * faults, mostly), but obtaining one makes the server load it.
 */
export function accessOf(service: number): Access {
  if (service === READ_SERVICE || service === 65 || service === 72 || service === 73) return READ;
  if (service === WRITE_SERVICE || service === 66 || service === 75 || service === 76) return WRITE;
  if ((service >= 26 && service <= 36) || service === 38 || service === 39 || service === 46) return PROGRAM;
  return service >= 40 && service <= 44 ? STOP : OTHER;
}
