import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { STATES } from './states';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

/** Elements wider than their box or the window, unless they are meant to scroll sideways, like the full board. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('.scroller, main, aside, nav, dialog')]
      .filter((element) => getComputedStyle(element).overflowX !== 'auto')
      .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${element.tagName} ${element.className}: ${element.scrollWidth} > ${element.clientWidth}`),
  );
}

for (const { name, bring } of STATES) {
  for (const width of [1280, 320]) {
    test(`axe finds nothing in the state “${name}” at ${width} px, light and dark`, async ({
      chat,
      upstream,
      server,
    }) => {
      await chat.setViewportSize({ width, height: 780 });
      await bring({ page: chat, upstream, server });
      for (const colorScheme of ['light', 'dark'] as const) {
        await chat.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        expect(await violations(chat), colorScheme).toEqual([]);
      }
      expect(await tooWide(chat), 'nothing scrolls sideways').toEqual([]);
      upstream.release('end');
    });
  }
}
