import { answers, expect, fill, log, test } from './fixtures';

// The most memory that 200 short turns may take: for their text, elements and state, without a leak.
const BYTES_PER_TURN = 40_000;

test('memory grows over 200 turns by no more than they need', async ({ chat }) => {
  test.setTimeout(180_000);
  const cdp = await chat.context().newCDPSession(chat);
  const heap = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    return (await cdp.send('Runtime.getHeapUsage')).usedSize;
  };
  await fill(chat, 20);
  await expect(log(chat)).toContainText('filler 19');
  const before = await heap();
  await fill(chat, 200);
  await expect(log(chat)).toContainText('filler 199');
  await expect(answers(chat)).toHaveCount(220);
  const each = ((await heap()) - before) / 200;
  test.info().annotations.push({ type: 'bytes a turn', description: String(Math.round(each)) });
  expect(each).toBeLessThan(BYTES_PER_TURN);
});
