/** Words that are no id of an entry: the zone of every address that no declared network holds. */
export const OUTSIDE = 'outside';
