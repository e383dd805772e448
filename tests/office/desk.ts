import { AppError, type Backend } from '../../main/backend/index.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../preload/contract/types.ts';
import type { Random } from './random.ts';

/** Where somebody works: the program, a die, and the clock's day. */
export interface Desk {
  readonly random: Random;
  /** Today by the program's clock, `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Calls a procedure. @throws AppError when it is refused */
  call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** Hands a file in; answers its id. @throws AppError */
  receive(fileName: string, content: string | Uint8Array): Promise<string>;
  /** The bytes' place of a file that the program holds. */
  pathOf(fileId: string): Promise<string>;
  /** Tells whoever watches what was answered. */
  readonly say: (line: string) => void;
}

/** A desk at a program that may be closed and opened again meanwhile. */
export function deskAt(
  backend: () => Backend,
  { random, today, say = () => {} }: Pick<Desk, 'random' | 'today'> & Partial<Pick<Desk, 'say'>>,
): Desk {
  return {
    random,
    today,
    say,
    async call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
      const answer = await backend().dispatch(name, input);
      if (!answer.ok) throw new AppError(answer.error.code, answer.error.details);
      // The backend checked the value against this procedure's output schema.
      return answer.value as OutputOf<N>;
    },
    receive: async (fileName, content) =>
      (await backend().receiveFile(fileName, Buffer.from(content))).fileId,
    async pathOf(fileId) {
      const file = await backend().openFile(fileId);
      if (!file) throw new Error(`no such file: ${fileId}`);
      return file.path;
    },
  };
}
