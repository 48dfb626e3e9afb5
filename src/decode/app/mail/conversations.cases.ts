import type { Segment } from '../feed-stream.cases.ts';

const client = (text: string): Segment => ({ fromServer: false, bytes: bytes(text) });
const server = (text: string): Segment => ({ fromServer: true, bytes: bytes(text) });

export function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

export const mailWithFile = [
  'From: someone <a@yard.example>',
  'Subject: name=no.txt',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="b"',
  '',
  '--b',
  'Content-Type: application/octet-stream;',
  ' name="program.zap16"',
  'Content-Disposition: attachment; filename="program.zap16"',
  '',
  '..leading dot',
  'filename=inside.txt',
  '--b--',
  '.',
  '',
].join('\r\n');

export const smtpSession: readonly Segment[] = [
  server('220 mail.yard.example ESMTP ready\r\n'),
  client('EHLO hmi\r\n'),
  server('250-mail.yard.example\r\n250-SIZE 1000\r\n250 STARTTLS\r\n'),
  client('AUTH LOGIN\r\n'),
  server('334 VXNlcm5hbWU6\r\n'),
  client('b3BlcmF0b3I=\r\n'),
  server('334 UGFzc3dvcmQ6\r\n'),
  client('c2VjcmV0\r\n'),
  server('235 2.7.0 ok\r\n'),
  client('MAIL FROM:<alice@yard.example> SIZE=500\r\nRCPT TO:<bob@vendor.example>\r\nDATA\r\n'),
  server('250 ok\r\n250 ok\r\n354 go on\r\n'),
  client(mailWithFile),
  server('250 2.0.0 queued\r\n'),
  client('BDAT 5 LAST\r\nQUIT\r'),
  server('250 5 octets\r\n'),
  client('QUIT\r\n'),
  server('221 bye\r\n'),
];

export const smtpTls: readonly Segment[] = [
  client('EHLO hmi\r\n'),
  server('250 STARTTLS\r\n'),
  client('STARTTLS\r\n'),
  server('220 ready\r\n'),
];

export const pop3Session: readonly Segment[] = [
  server('+OK POP3 server ready <1896.697170952@mail.yard.example>\r\n'),
  client('CAPA\r\n'),
  server('+OK list follows\r\nTOP\r\nUSER\r\n.\r\n'),
  client('USER operator\r\n'),
  server('+OK\r\n'),
  client('PASS secret\r\n'),
  server('+OK 1 mail\r\n'),
  client('LIST\r\n'),
  server('+OK 1 mail\r\n1 500\r\n.\r\n'),
  client('LIST 1\r\n'),
  server('+OK 1 500\r\n'),
  client('RETR 1\r\n'),
  server(`+OK 500 octets\r\n${mailWithFile}`),
  client('DELE 2\r\n'),
  server('-ERR no such mail\r\n'),
  client('QUIT\r\n'),
  server('+OK bye\r\n'),
];

export const imapSession: readonly Segment[] = [
  server('* OK [CAPABILITY IMAP4rev1] ready\r\n'),
  client('a1 LOGIN "operator" secret\r\n'),
  server('a1 OK signed in\r\n'),
  client('a2 SELECT INBOX\r\n'),
  server('* 3 EXISTS\r\n* FLAGS (\\Seen)\r\na2 OK done\r\n'),
  client('a3 FETCH 1 BODY[]\r\n'),
  server('* 1 FETCH (BODY[] {12}\r\nnot a line\r\n)\r\na3 OK done\r\n'),
  client('a4 APPEND "Sent" {5+}\r\nabcde\r\n'),
  server('a4 OK done\r\n'),
  client('a5 AUTHENTICATE PLAIN\r\n'),
  server('+ \r\n'),
  client('AG9wAHNlY3JldA==\r\n'),
  server('a5 NO wrong\r\n'),
  client('a6 IDLE\r\n'),
  server('+ idling\r\n'),
  client('DONE\r\n'),
  server('a6 OK\r\n'),
  client('a7 LOGOUT\r\n'),
  server('* BYE\r\na7 OK\r\n'),
];

export const imapTls: readonly Segment[] = [client('x STARTTLS\r\n'), server('x OK begin\r\n')];
export const pop3Tls: readonly Segment[] = [client('STLS\r\n'), server('+OK begin\r\n')];

/** All that one side says, as one piece. */
export function said(session: readonly Segment[], fromServer: boolean): Uint8Array {
  return Uint8Array.from(session.filter((segment) => segment.fromServer === fromServer).flatMap((s) => [...s.bytes]));
}
