import { SCHEME } from '../preload/contract/setting-keys.ts';
import { broughtAnswers } from './api/brought.ts';

// Runs before anything is seen, so it is no more than that takes; the window is loaded behind its picture.

/** Longest wait for the picture, ms: a window that nobody sees draws none. */
const PATIENCE = 200;

/** The addresses of what the picture shows. */
const PICTURED = ['', '#/', '#/overview'];

/** Light or dark as it was left, else as the system is. */
function showScheme(): void {
  const kept = broughtAnswers().find(([, { key }]) => key === SCHEME)?.[2];
  const scheme = typeof kept === 'object' && kept !== null && 'value' in kept ? kept.value : null;
  const isDark =
    scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.mantineColorScheme = isDark ? 'dark' : 'light';
}

function afterPicture(act: () => void): void {
  const late = setTimeout(act, PATIENCE);
  requestAnimationFrame(() => {
    clearTimeout(late);
    setTimeout(act);
  });
}

const root = document.getElementById('root');
const loadWindow = () => void import('./main.tsx');
showScheme();
if (root?.hasChildNodes() && PICTURED.includes(location.hash)) afterPicture(loadWindow);
else {
  root?.replaceChildren();
  loadWindow();
}
