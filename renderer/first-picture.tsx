import './csp.ts';
import { renderToString } from 'react-dom/server';
import type { DrawPicture } from '../preload/contract/opening.ts';
import type { Transport } from '../preload/contract/types.ts';
import { createClient } from './api/client.ts';
import { createQueries } from './api/queries.ts';
import { App } from './app.tsx';

/** Nothing is asked while the picture is drawn: it says what the answers say. */
const SILENT: Transport = { invoke: () => new Promise(() => {}), subscribe: () => () => {} };

/** A style in an attribute, which the page's policy refuses. */
const STYLED = / style="/;

/** Runs in Node, which sends the picture with the page; the window takes it over as it is. */
export const drawPicture: DrawPicture = (answers, nonce) => {
  const isAnswered = answers.some(([name]) => name === 'overview.get');
  if (!isAnswered) return null;
  const picture = renderToString(
    <App client={createClient(SILENT)} queries={createQueries(answers)} nonce={nonce} />,
  );
  return STYLED.test(picture) ? null : picture;
};
