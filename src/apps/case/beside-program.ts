import { approvalOf } from '../../declare/lookup/approval-of.ts';
import type { TapView } from '../../detect/tap-view.ts';
import type { ProgramBeside } from '../../report/make-report-input.ts';
import type { ProgramRow } from '../../schema/facts/programs.ts';

/** The controller is the declared device with its address, which is nobody else's: an address under another MAC is not it. */
export function besideProgram(view: TapView, row: ProgramRow): ProgramBeside {
  const match = view.declaredDevice(view.macOf(row.server), row.server);
  const device = match !== undefined && match.differs !== 'mac' ? match.device : undefined;
  const name = device?.name ?? device?.id ?? '';
  const crane = view.place.kind === 'crane' ? view.place.id : '';
  const approval = approvalOf(view.declaration, crane, device?.id, row.object, row.sha256);
  if (approval.says === 'no-list') return { device: name, mark: 'no-list', approval: '' };
  if (row.state !== 'complete') return { device: name, mark: 'incomplete', approval: '' };
  if (approval.says === 'not-listed') return { device: name, mark: 'not-listed', approval: '' };
  const { approver, date, sha256 } = approval.entry;
  const by = [approver === undefined ? '' : `by ${approver}`, date ?? ''].filter((word) => word !== '').join(', ');
  const listed = approval.says === 'differs' ? `the list has ${sha256.slice(0, 12)}…` : '';
  return { device: name, mark: approval.says, approval: [listed, by].filter((word) => word !== '').join(' ') };
}
