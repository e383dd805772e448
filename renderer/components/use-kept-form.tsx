import { Button } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import type { Client } from '../api/client.ts';
import { useClient } from '../api/hooks.ts';
import { formatDay, formatInstant, today } from '../i18n/format.ts';
import { vi } from '../i18n/vi.ts';
import { stillFitting, typedOver } from './kept-values.ts';
import './use-kept-form.css';

const PAUSE_MS = 600;

const kept = z.object({ since: z.iso.datetime(), typed: z.record(z.string(), z.json()) });
type Kept = z.infer<typeof kept>;

/** Writes under way by key: who opens a form again waits for what was typed last. */
const writes = new Map<string, Promise<unknown>>();

function write(client: Client, key: string, value: Kept | null): void {
  // What can't be kept is no reason to disturb the typing.
  const done = client.call('settings.set', { key, value }).catch(() => {});
  writes.set(key, done);
}

/** What a form does with what was typed into it before. */
export interface KeptForm {
  /** Says that something is not saved yet since a former time, and offers to drop it. */
  readonly note: ReactNode;
  /** What was typed is saved, or not wanted any more. */
  readonly forget: () => void;
}

/**
 * Keeps what is typed into a form until it is saved or dropped, over other screens and over the next start: only the
 * fields that differ, so that what is stored otherwise meanwhile stays. A form that is saved and stays open calls
 * `resetDirty`, one that closes `forget`.
 * @param name of the form, with the key of what it edits
 * @param except fields whose change alone is nothing to keep
 */
export function useKeptForm<V extends object>(
  name: string,
  form: UseFormReturnType<V>,
  except: readonly (keyof V)[] = [],
): KeptForm {
  const client = useClient();
  const key = `draft.${name}`;
  const [asked, setAsked] = useState(false);
  const [since, setSince] = useState<string | null>(null);
  const before = useRef(form.values);
  const started = useRef<string | null>(null);
  const stored = useRef(false);
  const waiting = useRef<{ readonly value: Kept; readonly timer: number } | null>(null);
  const now = useRef(form);
  now.current = form;

  const flush = () => {
    if (!waiting.current) return;
    window.clearTimeout(waiting.current.timer);
    write(client, key, waiting.current.value);
    waiting.current = null;
    stored.current = true;
  };
  const forget = () => {
    if (waiting.current) window.clearTimeout(waiting.current.timer);
    waiting.current = null;
    started.current = null;
    setSince(null);
    if (stored.current) write(client, key, null);
    stored.current = false;
  };

  useEffect(() => {
    let open = true;
    const offer = (value: unknown) => {
      const found = kept.safeParse(value).data;
      const typed = found && stillFitting(found.typed, before.current, now.current.values);
      stored.current = found !== undefined;
      if (!found || !typed) return;
      started.current = found.since;
      setSince(found.since);
      now.current.setValues(typed);
    };
    const ask = async () => {
      await writes.get(key);
      const { value } = await client.call('settings.get', { key });
      if (open) offer(value);
    };
    ask()
      .catch(() => {})
      .finally(() => open && setAsked(true));
    return () => {
      open = false;
    };
  }, [client, key]);

  const dirty = form.isDirty();
  const text = JSON.stringify(form.values);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only other values are a reason
  useEffect(() => {
    if (!asked) return;
    if (!dirty) before.current = form.values;
    const typed = typedOver(before.current, form.values, except);
    if (!typed) return forget();
    if (waiting.current) window.clearTimeout(waiting.current.timer);
    started.current ??= new Date().toISOString();
    const value = kept.parse({ since: started.current, typed: JSON.parse(JSON.stringify(typed)) });
    waiting.current = { value, timer: window.setTimeout(flush, PAUSE_MS) };
  }, [asked, dirty, text]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed last matters when it is left
  useEffect(() => {
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      flush();
    };
  }, []);

  const drop = () => {
    form.setValues(before.current);
    form.clearErrors();
    forget();
  };
  return { forget, note: since && <KeptNote since={since} onDrop={drop} /> };
}

/** "10:32" of today, else with its day. */
function momentOf(instant: string): string {
  const said = formatInstant(instant);
  const day = formatDay(today());
  return said.startsWith(day) ? said.slice(day.length).trim() : said;
}

const KeptNote = ({ since, onDrop }: { readonly since: string; readonly onDrop: () => void }) => (
  <p className="kept-note ct-small" role="status">
    <span>{vi.kept.since(momentOf(since))}</span>
    <Button size="compact-xs" variant="subtle" aria-label={vi.kept.dropTyped} onClick={onDrop}>
      {vi.kept.drop}
    </Button>
  </p>
);
