import { describe, expect, it } from 'vitest';
import { parseFrame } from '../../src/socket/frames';

describe('parseFrame', () => {
  it.each([
    '',
    'x',
    '[]',
    'null',
    '5',
    '{}',
    '{"tag":"message"}',
    '{"tag":"other","chatId":"c"}',
    '{"tag":"turn","chatId":"c","turn":5}',
  ])('drops %j', (json) => {
    expect(parseFrame(json)).toBeUndefined();
  });

  it('reads the frames of the base protocol', () => {
    expect(parseFrame('{"tag":"idea","chunk":"Whiskers","chatId":"123","done":true}')).toEqual({
      tag: 'idea',
      chunk: 'Whiskers',
      chatId: '123',
      done: true,
    });
  });

  it('reads an error with and without a chat and a turn', () => {
    expect(parseFrame('{"tag":"error","chunk":"No.","code":"bad_json","done":true}')).toMatchObject({
      chatId: undefined,
      id: undefined,
    });
    expect(parseFrame('{"tag":"error","chunk":"No.","code":"busy","chatId":"c","id":"m","done":true}')).toMatchObject({
      chatId: 'c',
      id: 'm',
    });
  });

  it('reads a board change, of one idea or many, and its refusal', () => {
    const idea = { id: 'i', text: 'x', starred: true, position: 2, rev: 4 };
    const read = { ...idea, theme: null, turnId: undefined, deleted: false };
    expect(parseFrame(JSON.stringify({ tag: 'idea-saved', chatId: 'c', idea }))).toMatchObject({ ideas: [read] });
    expect(parseFrame(JSON.stringify({ tag: 'ideas-saved', chatId: 'c', ideas: [idea, 5] }))).toEqual({
      tag: 'ideas-saved',
      chatId: 'c',
      ideas: [read],
    });
    const error = { tag: 'error', chunk: 'No.', code: 'conflict', chatId: 'c', ideaId: 'i', idea, done: true };
    expect(parseFrame(JSON.stringify(error))).toMatchObject({ ideaId: 'i', idea: read, id: undefined });
  });

  it('reads a proposal of themes', () => {
    const frame = { tag: 'proposal', chatId: 'c', themes: [{ theme: 'Fun', ideas: ['a', 5] }, 7] };
    expect(parseFrame(JSON.stringify(frame))).toEqual({ ...frame, themes: [{ theme: 'Fun', ideas: ['a'] }] });
  });

  it('leaves out malformed turns and ideas', () => {
    const turn = { id: 't', message: 'm', reply: 'r', ideas: ['a', 5], status: 'done', createdAt: '2026' };
    const turns = [turn, { id: 't2', status: 'odd' }, 7];
    const frame = parseFrame(JSON.stringify({ tag: 'chat', chatId: 'c', turns, ideas: [{ id: 'i', text: 'x' }, {}] }));
    expect(frame).toEqual({
      tag: 'chat',
      chatId: 'c',
      turns: [{ ...turn, ideas: ['a'], draft: '', error: '' }],
      ideas: [
        {
          id: 'i',
          text: 'x',
          theme: null,
          starred: false,
          position: 0,
          rev: undefined,
          turnId: undefined,
          deleted: false,
        },
      ],
      more: false,
    });
  });
});
