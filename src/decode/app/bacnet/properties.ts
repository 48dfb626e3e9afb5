/**
 * Property identifiers, ASHRAE 135-2020 clause 21, in runs of consecutive numbers: the first number, then the names. A
 * `-` alone stands for a number that is not used any more.
 */
const runs: readonly (readonly [number, string])[] = [
  [
    0,
    'acked-transition ack-required action action-text active-text active-vt-session alarm-value alarm-values ' +
      'all all-writes-successful apdu-segment-timeout apdu-timeout application-software-version archive bias ' +
      'change-of-state-count change-of-state-time notification-class - controlled-variable-reference ' +
      'controlled-variable-units controlled-variable-value cov-increment date-list daylight-savings-status ' +
      'deadband derivative-constant derivative-constant-units description description-of-halt ' +
      'device-address-binding device-type effective-period elapsed-active-time error-limit event-enable ' +
      'event-state event-type exception-schedule fault-values feedback-value file-access-method file-size ' +
      'file-type firmware-revision high-limit inactive-text in-process instance-of integral-constant ' +
      'integral-constant-units issue-confirmed-notifications limit-enable list-of-group-members ' +
      'list-of-object-property-references list-of-session-keys local-date local-time location low-limit ' +
      'manipulated-variable-reference maximum-output max-apdu-length-accepted max-info-frames max-master ' +
      'max-pres-value minimum-off-time minimum-on-time minimum-output min-pres-value model-name ' +
      'modification-date notify-type number-of-apdu-retries number-of-states object-identifier object-list ' +
      'object-name object-property-reference object-type optional out-of-service output-units event-parameters ' +
      'polarity present-value priority priority-array priority-for-writing process-identifier program-change ' +
      'program-location program-state proportional-constant proportional-constant-units ' +
      'protocol-conformance-class protocol-object-types-supported protocol-services-supported protocol-version ' +
      'read-only reason-for-halt recipient recipient-list reliability relinquish-default required resolution ' +
      'segmentation-supported setpoint setpoint-reference state-text status-flags system-status time-delay ' +
      'time-of-active-time-reset time-of-state-count-reset time-synchronization-recipients units ' +
      'update-interval utc-offset vendor-identifier vendor-name vt-class-supported weekly-schedule ' +
      'attempted-samples average-value buffer-size client-cov-increment cov-resubscription-interval ' +
      'current-notify-time event-time-stamp log-buffer log-device-object-property enable log-interval ' +
      'maximum-value minimum-value notification-threshold previous-notify-time protocol-revision ' +
      'records-since-notification record-count start-time stop-time stop-when-full total-record-count ' +
      'valid-samples window-interval window-samples maximum-value-time-stamp minimum-value-time-stamp ' +
      'variance-value active-cov-subscriptions backup-failure-timeout configuration-files database-revision ' +
      'direct-reading last-restore-time maintenance-required member-of mode operation-expected setting silenced ' +
      'tracking-value zone-members life-safety-alarm-values max-segments-accepted profile-name ' +
      'auto-slave-discovery manual-slave-address-binding slave-address-binding slave-proxy-enable ' +
      'last-notify-record schedule-default accepted-modes adjust-value count count-before-change ' +
      'count-change-time cov-period input-reference limit-monitoring-interval logging-object logging-record ' +
      'prescale pulse-rate scale scale-factor update-time value-before-change value-set value-change-time ' +
      'align-intervals group-member-names interval-offset last-restart-reason logging-type member-status-flags ' +
      'notification-period previous-notify-record requested-update-interval restart-notification-recipients ' +
      'time-of-device-restart time-synchronization-interval trigger utc-time-synchronization-recipients ' +
      'node-subtype node-type structured-object-list subordinate-annotations subordinate-list actual-shed-level ' +
      'duty-window expected-shed-level full-duty-baseline node-subtype node-type requested-shed-level ' +
      'shed-duration shed-level-descriptions shed-levels state-description',
  ],
  [
    370,
    'write-status property-list serial-number blink-warn-enable default-fade-time default-ramp-rate ' +
      'default-step-increment egress-time in-progress instantaneous-power lighting-command ' +
      'lighting-command-default-priority max-actual-value min-actual-value power transition',
  ],
  [506, 'floor-number device-uuid'],
];

const names: ReadonlyMap<number, string> = new Map(
  runs.flatMap(([first, text]) => text.split(' ').map((name, i): [number, string] => [first + i, name])),
);

export function propertyName(id: number): string {
  return names.get(id) ?? `property ${id}`;
}
