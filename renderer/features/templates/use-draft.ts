import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { TemplateContent } from '../../../preload/contract/template-content.ts';
import type { TemplateProblem } from '../../../preload/contract/templates.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import type { ApiError } from '../../api/client.ts';
import { useClient } from '../../api/hooks.ts';
import { type Change, reduceDraft, startDraft } from './draft.ts';

/** Saves under way by template: who opens one again waits for what was typed last. */
const saves = new Map<string, Promise<void>>();

/** The template as it is stored, asked for anew each time it is opened. */
export function useStoredTemplate(id: string): UseQueryResult<OutputOf<'templates.get'>, ApiError> {
  const client = useClient();
  return useQuery({
    queryKey: ['templates.get', { id }],
    queryFn: async () => {
      await saves.get(id);
      return client.call('templates.get', { id });
    },
    gcTime: 0,
  });
}

/** After so long a pause what was typed is stored, ms. */
const PAUSE = 700;

export type SaveState = 'saved' | 'saving' | 'failed';

/** A template as it is edited here: stored after each pause and when it is left. */
export function useDraft({ id, content: stored, problems: storedProblems }: OutputOf<'templates.get'>) {
  const client = useClient();
  const [draft, dispatch] = useReducer(reduceDraft, stored, startDraft);
  const { content } = draft;
  const [problems, setProblems] = useState<readonly TemplateProblem[]>(storedProblems);
  const [saveState, setSaveState] = useState<SaveState>('saved');
  const latest = useRef(content);
  latest.current = content;
  const kept = useRef(content);
  const left = useRef(false);

  const save = useCallback(() => {
    // One at a time, so that an older wording never comes after a newer one.
    const done = (saves.get(id) ?? Promise.resolve()).then(async () => {
      const saved = latest.current;
      if (saved === kept.current) return;
      setSaveState('saving');
      try {
        const answer = await client.call('templates.save', { id, content: saved });
        kept.current = saved;
        // The same list stays the same object: a hundred texts look into it.
        setProblems((old) =>
          JSON.stringify(old) === JSON.stringify(answer.problems) ? old : answer.problems,
        );
        setSaveState('saved');
      } catch {
        setSaveState('failed');
      }
    });
    saves.set(id, done);
    return done;
  }, [client, id]);

  useEffect(() => {
    if (content === kept.current) return;
    setSaveState('saving');
    const timer = window.setTimeout(save, PAUSE);
    return () => window.clearTimeout(timer);
  }, [content, save]);

  useEffect(() => {
    const onHide = () => void save();
    window.addEventListener('pagehide', onHide);
    document.addEventListener('visibilitychange', onHide);
    left.current = false;
    return () => {
      left.current = true;
      window.removeEventListener('pagehide', onHide);
      document.removeEventListener('visibilitychange', onHide);
      void save();
    };
  }, [save]);

  const change = useCallback(
    (next: Change) => {
      if (!left.current) return dispatch(next);
      // A notice that takes back a removal outlives the editor.
      latest.current = reduceDraft(startDraft(latest.current), next).content;
      void save();
    },
    [save],
  );
  const current = useCallback((): TemplateContent => latest.current, []);
  return {
    content,
    current,
    change,
    problems,
    saveState,
    /** Stores what still waits. */
    save,
    canUndo: draft.past.length > 0,
    canRedo: draft.future.length > 0,
  };
}
