/** Kinds of messages of UN/EDIFACT that ports, lines and terminals exchange, and those of trade around them. */
const known =
  'BAPLIE MOVINS STOWRM COPRAR COARRI CODECO COPARN COREOR COSTCO COSTOR COHAOR COEDOR COPINO CODENO CALINF VESDEP ' +
  'BERMAN IFTDGN IFTMBF IFTMBC IFTMBP IFTMIN IFTMCS IFTMAN IFTMCA IFTSTA IFTSTQ IFTSAI IFCSUM IFTRIN IFTCCA IFTFCC ' +
  'IFTIAG IFTICL IFTDEM IFTSAP HANMOV CUSCAR CUSDEC CUSEXP CUSREP CUSRES CUSPED PAXLST TANSTA VERMAS TPFREP WASDIS ' +
  'DESTIM REGENT APERAK CONTRL GENRAL INVOIC ORDERS ORDRSP ORDCHG DESADV RECADV INVRPT DELFOR DELJIT PRICAT REMADV ' +
  'PARTIN SANCRT SAFHAZ MEDPRE INSDES PROINQ PRODAT QUOTES REQOTE SLSRPT OSTENQ OSTRPT PAYORD BANSTA DEBADV CREADV';

const messageTypes: ReadonlySet<string> = new Set(known.split(' '));

/** The type if it is a known one; others count together, since anybody may make them up. */
export function messageTypeText(type: string): string {
  return messageTypes.has(type) ? type : 'other message';
}
