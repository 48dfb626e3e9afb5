import type { Finding } from '../schema/finding.ts';
import { finding, sha, sign } from './case-parts.cases.ts';

/** What was found on the terminal of the cases. */

export const hiddenRouter: Finding = finding('3f9c1d20a7b4e561', {
  signs: [
    sign('S01'),
    sign('S03', {
      weight: 180,
      text: 'The CMS PC (10.20.4.20) asks for 10.20.4.77 eleven times an hour; the plan knows 10.20.4.1 only.',
      frames: [{ capture: sha(4), numbers: [77, 1102, 2401] }],
      frameCount: 284,
      filter: 'arp.opcode == 1 && arp.dst.proto_ipv4 == 10.20.4.77',
    }),
    sign('S12', {
      family: 'naming',
      weight: 200,
      text: 'The name “internet.mnc001.mcc001.gprs” was asked for.',
      frames: [{ capture: sha(4), numbers: [5121] }],
      frameCount: 1,
      filter: 'dns.qry.name == "internet.mnc001.mcc001.gprs"',
    }),
    sign('N02', {
      family: 'identity',
      for: false,
      weight: -60,
      text: 'The block of the link address belongs to a maker of ordinary network chips.',
      frames: [],
      frameCount: 418,
      filter: 'eth.addr == 00:50:c2:41:7a:10',
    }),
  ],
  alternatives: [
    { text: 'It is a declared gateway under another address.', result: 'refuted' },
    { text: 'The mirror port shows two VLANs at once.', result: 'refuted' },
    { text: 'Somebody was working here with a permission for remote access at that time.', result: 'refuted' },
    { text: 'The names were asked for by a telephone on Wi-Fi.', result: 'not-observable' },
  ],
  next: [
    'Do not unplug or switch anything off yet: what is in its memory is lost with the power, and the crane may depend on it.',
    'Keep this case folder and the captures where nobody can change them.',
    'Ask the owner of the network, the crane maker and the maintenance firm whether they know the device.',
    'Look up on the switch which port 00:50:c2:41:7a:10 is on, and walk the cable to its end.',
    'Photograph the device, its label, antennas, SIM tray and wiring in place.',
    'Decide with the crane operation when it can be disconnected safely.',
    'Capture again for 24 hours afterwards to show that the path is gone.',
  ],
});

export const reader: Finding = finding('8812aa04c19e77d3', {
  rule: 'controller-access',
  category: 'controller-access',
  severity: 'high',
  confidence: 'confirmed',
  crane: 'STS-06',
  tap: 'sts-06-cms',
  subject: { mac: '02:42:0a:14:06:63', ips: ['10.20.6.99'], name: 'diag-box' },
  title: 'diag-box (10.20.6.99) reads the controller 10.20.6.10 every second, and nobody declared it',
  signs: [
    sign('S19', {
      family: 'application',
      weight: 260,
      text: '93,412 Modbus requests (read holding registers 0-124) at a steady period of 1 s, no writes.',
      frames: [{ capture: sha(6), numbers: [12, 20, 31, 44] }],
      frameCount: 93_412,
      filter: 'ip.addr == 10.20.6.99 && ip.addr == 10.20.6.10 && modbus',
    }),
  ],
  alternatives: [
    { text: 'It is a new historian that the declaration has not caught up with.', result: 'not-observable' },
  ],
  attack: ['T0861', 'T0801'],
  law: ['33 CFR 101.650(e)(3)(v)'],
  next: ['Ask the crane maintenance whether they installed a data logger, and since when.'],
});

export const declaredLte: Finding = finding('b07e5519d2c4460a', {
  severity: 'info',
  status: 'declared-within-limits',
  crane: 'STS-02',
  tap: 'sts-02-cms',
  subject: { mac: '00:1e:42:10:20:30', ips: ['10.20.2.254'], name: 'lte-backup-sts-02' },
  title: 'Declared gateway lte-backup-sts-02, within its limits',
  signs: [
    sign('S13', {
      family: 'identity',
      weight: 220,
      text: 'The link address is from a block of a maker of cellular routers.',
      frames: [{ capture: sha(2), numbers: [9] }],
      filter: 'eth.addr == 00:1e:42:10:20:30',
    }),
  ],
  next: ['Nothing to do now. Check at the next review that purpose, SIM and end of the permission are still right.'],
});

export const oneWay: Finding = finding('55d0c0ffee001122', {
  severity: 'medium',
  confidence: 'possible',
  crane: 'STS-05',
  tap: 'sts-05-cms',
  subject: { mac: '02:50:f3:00:00:00', ips: ['192.168.8.1'], name: '' },
  title: '02:50:f3:00:00:00 may be a way off the network that nobody declared',
  signs: [
    sign('S16', {
      family: 'address',
      weight: 150,
      text: '192.168.8.1 is the factory address of a family of cellular sticks.',
      frames: [{ capture: sha(5), numbers: [3, 91] }],
    }),
  ],
  next: ['Mirror both directions of the CMS port for 72 hours, then inspect again.'],
});
