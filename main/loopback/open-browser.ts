import { spawn } from 'node:child_process';

/** What decides whether a window can be seen here. */
export interface Desktop {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Whether this machine has a screen to show a window on. */
export const hasDisplay = ({ platform, env }: Desktop): boolean =>
  platform === 'win32' || platform === 'darwin' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);

/** The system's command that opens an address; none of them goes through a shell. */
export function openCommand(platform: NodeJS.Platform, address: string): readonly [string, ...string[]] {
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', address];
  return [platform === 'darwin' ? 'open' : 'xdg-open', address];
}

/** Shows an address in the person's browser; where there is none, the printed address must do. */
export function openBrowser(address: string): void {
  const [command, ...rest] = openCommand(process.platform, address);
  const child = spawn(command, rest, { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
}
