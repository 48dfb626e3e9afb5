/** Colours of the report; the test beside holds every text pair to WCAG 2.2 AA (4.5 to 1). */
export interface Palette {
  readonly paper: string;
  readonly panel: string;
  readonly ink: string;
  readonly mute: string;
  readonly line: string;
  readonly link: string;
  readonly critical: string;
  readonly high: string;
  readonly medium: string;
  readonly low: string;
  readonly info: string;
  readonly clean: string;
}

export const lightPalette: Palette = {
  paper: '#ffffff',
  panel: '#f3f6f8',
  ink: '#12202c',
  mute: '#4a5966',
  line: '#cfd8df',
  link: '#0a4f8f',
  critical: '#a3001e',
  high: '#97330d',
  medium: '#734900',
  low: '#1c5473',
  info: '#4a5966',
  clean: '#1b6133',
};

export const darkPalette: Palette = {
  paper: '#0e161e',
  panel: '#17222d',
  ink: '#e7edf2',
  mute: '#a6b5c2',
  line: '#354655',
  link: '#82c3ff',
  critical: '#ff8f99',
  high: '#ffae80',
  medium: '#f0c662',
  low: '#8cc9ec',
  info: '#a6b5c2',
  clean: '#84d69f',
};

/** As custom properties of CSS. */
export function paletteCss(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');
}
