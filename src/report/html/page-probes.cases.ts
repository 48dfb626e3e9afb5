/** What the browser is asked, as source text: tests compile without the types of a browser. */

export const openAll = `document.querySelectorAll('details').forEach((details) => { details.open = true; })`;

export const scriptRan = `'pwned' in window`;

export const sidewaysOverflow = `document.documentElement.scrollWidth - document.documentElement.clientWidth`;

/** Texts outside the picture, outside their box, or upon each other. */
export const pictureFaults = `(() => {
  const found = [];
  for (const svg of document.querySelectorAll('svg.picture')) {
    const [, , width, height] = svg.getAttribute('viewBox').split(' ').map(Number);
    const texts = [...svg.querySelectorAll('text')].map((text) => ({ text, box: text.getBBox() }));
    texts.forEach(({ text, box }, index) => {
      if (box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height)
        found.push('outside the picture: ' + text.textContent);
      const rect = text.parentElement.querySelector(':scope > rect');
      if (rect !== null) {
        const frame = rect.getBBox();
        if (box.x < frame.x || box.x + box.width > frame.x + frame.width) found.push('out of its box: ' + text.textContent);
      }
      for (const other of texts.slice(index + 1)) {
        const b = other.box;
        // Line boxes of neighbouring lines may touch by their leading; letters meet only by more than that.
        const slack = 3;
        if (box.x + 0.5 < b.x + b.width && b.x + 0.5 < box.x + box.width &&
            box.y + slack < b.y + b.height && b.y + slack < box.y + box.height)
          found.push('overlap: ' + text.textContent + ' and ' + other.text.textContent);
      }
    });
  }
  return found;
})()`;

export const pictureTexts = `document.querySelectorAll('svg.picture text').length`;

/** Folded parts that are not shown. */
export const hiddenBodies = `[...document.querySelectorAll('details .body')].filter(
  (body) => !body.checkVisibility({ contentVisibilityAuto: true }) || body.clientHeight === 0).length`;

export const structure = `({
  levels: [...document.querySelectorAll('h1,h2,h3,h4,h5')].map((heading) => Number(heading.tagName[1])),
  landmarks: ['header', 'nav', 'main', 'footer'].map((name) => document.querySelectorAll('body > ' + name).length),
  headless: [...document.querySelectorAll('table')].filter((table) => table.querySelector('th[scope=col]') === null || table.caption === null).length,
  unnamed: [...document.querySelectorAll('svg[role=img]')].filter((svg) => !svg.hasAttribute('aria-label') && !svg.hasAttribute('aria-labelledby')).length,
  language: document.documentElement.lang,
})`;

export interface Structure {
  readonly levels: readonly number[];
  readonly landmarks: readonly number[];
  readonly headless: number;
  readonly unnamed: number;
  readonly language: string;
}

export const groundColour = `getComputedStyle(document.body).backgroundColor`;
export const selectedText = `getSelection().toString()`;
export const targetIsOpen = `document.querySelector(location.hash).closest('details').open`;
