import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../errors.ts';
import { renameWithRetries } from './atomic-write.ts';

/**
 * Keeps a closed rehearsal folder beside its place under a dated name, and answers its new path. It is one renaming:
 * a program that is killed leaves the folder here or there, and whole.
 * @throws AppError DATA_FOLDER_NOT_MOVED; nothing is changed then
 */
export async function setAside(dataDir: string, day: string): Promise<string> {
  const name = `${path.resolve(dataDir)} - tập dượt ${day}`;
  let target = name;
  for (let number = 2; existsSync(target); number++) target = `${name} (${number})`;
  try {
    await renameWithRetries(dataDir, target);
  } catch (error) {
    throw new AppError('DATA_FOLDER_NOT_MOVED', { dataDir }, { cause: error });
  }
  return target;
}
