const ISO = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/;

/** `2030-05-01 08:00:00 UTC`; what is no time of ours stays as it is, to be escaped where it is shown. */
export function timeText(iso: string): string {
  const match = ISO.exec(iso);
  return match === null ? iso : `${match[1]} ${match[2]} UTC`;
}

/** First to last, the day said once when it is the same. */
export function spanText(first: string, last: string): string {
  const from = ISO.exec(first);
  const until = ISO.exec(last);
  if (from === null || until === null) return first === last ? first : `${first} – ${last}`;
  if (from[1] === until[1] && from[2] === until[2]) return timeText(first);
  if (from[1] === until[1]) return `${from[1]} ${from[2]} – ${until[2]} UTC`;
  return `${from[1]} ${from[2]} – ${until[1]} ${until[2]} UTC`;
}
