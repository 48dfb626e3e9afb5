import { expect, test } from 'vitest';
import { SeenTable } from './seen-table.ts';

const read = (messages: number) => ({ modbus: { messages, functions: { 'read coils': messages } } });

test('messages are added up, captures counted, three of them named in the order of their names', () => {
  const table = new SeenTable();
  for (const [i, file] of ['d', 'b', 'c', 'a'].entries()) table.add({ file }, read(i + 1));
  table.add({ file: 'e' }, { arp: { messages: 2, functions: { request: 2 } } });
  expect(table.text()).toBe(
    'protocol\tfunction\tmessages\tcaptures\texamples\narp\trequest\t2\t1\te\nmodbus\tread coils\t10\t4\ta b c\n',
  );
});
