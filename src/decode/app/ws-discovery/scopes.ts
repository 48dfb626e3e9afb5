import type { Turn } from '../../turn.ts';

/** Scopes of one message that are read; cameras have about ten. */
export const MAX_SCOPES = 64;
const ONVIF = 'onvif://www.onvif.org/';

/** What a camera says of itself in its scopes (ONVIF Core 7.3.2.2): `name`, `hardware`, `location`, `type`, and more. */
export function readScopes(turn: Turn, text: string): void {
  const scopes = text.split(/\s+/, MAX_SCOPES + 1);
  if (scopes.length > MAX_SCOPES) turn.anomaly('scopes-over-limit');
  const places: string[] = [];
  for (const scope of scopes.slice(0, MAX_SCOPES)) {
    if (turn.tracing) turn.field('wsdd.scope', scope);
    if (!scope.toLowerCase().startsWith(ONVIF)) continue;
    const [kind = '', ...rest] = scope.slice(ONVIF.length).split('/');
    const value = plain(rest.join('/'));
    if (value === '') continue;
    switch (kind.toLowerCase()) {
      case 'name':
        turn.claim(turn.sender, 'description', value);
        break;
      case 'hardware':
        turn.claim(turn.sender, 'model', value);
        break;
      case 'mac':
        break;
      case 'location':
        places.push(value);
        break;
      case 'type':
        turn.claim(turn.sender, 'role', `onvif ${value}`);
        break;
      case 'profile':
        turn.claim(turn.sender, 'service-type', `onvif profile ${value}`);
        break;
      default:
    }
  }
  if (places.length > 0) turn.claim(turn.sender, 'location', places.join(', '));
}

/** A part of an address without its escapes; as it is where they are wrong. */
function plain(text: string): string {
  try {
    return decodeURIComponent(text).trim();
  } catch {
    return text.trim();
  }
}
