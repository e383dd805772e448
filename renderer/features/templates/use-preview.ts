import { useEffect, useRef, useState } from 'react';
import type { Level } from '../../../preload/contract/schools.ts';
import type { TemplateContent } from '../../../preload/contract/template-content.ts';
import { useClient } from '../../api/hooks.ts';

/** After so long a pause the paper is set anew, ms. */
const PAUSE = 500;

/** Whose facts a preview prints: an example of a level, or a memorandum. */
export interface PreviewFacts {
  readonly level?: Level;
  readonly memorandumId?: string;
}

interface Preview {
  /** The newest paper that could be made. */
  readonly fileId: string | null;
  readonly busy: boolean;
  /** Why the paper on screen is older than the wording. */
  readonly error: Error | null;
}

/** The true paper of a wording, following what is typed: one at a time, the newest last. */
export function usePreview(content: TemplateContent, facts: PreviewFacts): Preview {
  const client = useClient();
  const [preview, setPreview] = useState<Preview>({ fileId: null, busy: true, error: null });
  const wanted = useRef({ content, facts });
  const running = useRef(false);
  const first = useRef(true);
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);

  useEffect(() => {
    wanted.current = { content, facts };
    const run = async () => {
      if (running.current) return;
      running.current = true;
      for (let made: unknown = null; made !== wanted.current && !left.current; ) {
        const { content, facts } = wanted.current;
        made = wanted.current;
        setPreview((old) => ({ ...old, busy: true }));
        try {
          const { fileId } = await client.run('templates.preview', { content, ...facts });
          setPreview({ fileId, busy: made !== wanted.current, error: null });
        } catch (error) {
          setPreview((old) => ({ ...old, busy: false, error: error instanceof Error ? error : new Error() }));
        }
      }
      running.current = false;
    };
    const timer = window.setTimeout(run, first.current ? 0 : PAUSE);
    first.current = false;
    return () => window.clearTimeout(timer);
  }, [client, content, facts]);
  return preview;
}
