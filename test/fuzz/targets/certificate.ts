import { readCertificate } from '../../../src/decode/app/tls/certificate.ts';
import { distinguishedName } from '../../../src/decode/app/tls/distinguished-name.ts';
import { holds, type Target } from '../engine/target.ts';
import { windowings } from './windows.ts';

/** DER as TLS carries it: a certificate, and the same bytes taken for a name. */
export const certificateTarget: Target = {
  name: 'der-certificate',
  maxLength: 4096,
  blocks: { base: 5_000, perByte: 300 },
  execute(input) {
    const answers = windowings.map((windowed) => {
      const { bytes, start, end } = windowed(input);
      const certificate = readCertificate(bytes, start, end);
      const name = distinguishedName(bytes, start, end);
      return JSON.stringify([certificate ?? 'none', name ?? 'none'], (_, value: unknown) =>
        typeof value === 'bigint' ? `${value}n` : value,
      );
    });
    holds(new Set(answers).size === 1, () => `what lies around the certificate matters: ${answers.join(' | ')}`);
    holds((answers[0] as string).length <= 200_000, () => `${answers[0]?.length} characters`);
  },
};
