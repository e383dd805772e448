import { randomBytes } from 'node:crypto';

/** Headers of every answer to a window, whichever shell gives it. */
export const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/** What a page of ours may load and run: its own files, and the styles that carry this load's nonce. */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Powers of a browser that the page must not have, not even by a permission: it uses none of them. */
const PERMISSIONS_POLICY = [
  'bluetooth',
  'camera',
  'display-capture',
  'geolocation',
  'hid',
  'local-fonts',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'window-management',
]
  .map((power) => `${power}=()`)
  .join(', ');

/** HTML with its headers, as a whole or as its parts are ready; `{nonce}` of the page is filled in anew for every load. */
export function pageResponse(
  page: (nonce: string) => string | AsyncIterable<string>,
  status = 200,
): Response {
  const nonce = randomBytes(18).toString('base64url');
  const html = page(nonce);
  const isWhole = typeof html === 'string';
  return new Response(isWhole ? html : ReadableStream.from(html).pipeThrough(new TextEncoderStream()), {
    status,
    headers: {
      ...SECURITY_HEADERS,
      ...(isWhole && { 'Content-Length': `${Buffer.byteLength(html)}` }),
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy(nonce),
      'Permissions-Policy': PERMISSIONS_POLICY,
      'Cache-Control': 'no-store',
    },
  });
}

/** Hands the nonce to the page, whose component library puts it on its style tags. */
export const withNonce = (html: string, nonce: string): string => html.replaceAll('__CSP_NONCE__', nonce);

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** A page of a few sentences for when the window itself cannot be shown: opening, refused, failed. */
export interface Notice {
  readonly title: string;
  readonly text: string;
  /** Error code for whoever is asked for help; small at the end. */
  readonly code?: string;
  /** Whether loading the page again can help. */
  readonly again?: boolean;
}

/** Draws a notice in the colours of the window, light or dark as the system is. */
export const noticePage =
  ({ title, text, code, again }: Notice) =>
  (nonce: string): string =>
    `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Chung Tay</title>
<style nonce="${nonce}">
:root { color-scheme: light dark }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f6f7f9, #1a1b1e);
  color: light-dark(#1f2430, #d5d7dc); font: 16px/1.6 "Segoe UI Variable", "Segoe UI", "Be Vietnam Pro", sans-serif }
main { max-width: 34rem; padding: 2rem }
h1 { font-size: 20px; font-weight: 600; margin: 0 0 .5rem; color: light-dark(#1c4b8c, #8ab4f0) }
p { margin: 0 0 1rem; overflow-wrap: anywhere }
a { color: light-dark(#1c4b8c, #8ab4f0) }
small { display: block; margin-top: 1.5rem; font-size: 12px; opacity: .7 }
</style>
</head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>${
      again ? '<p><a href="/">Thử lại</a></p>' : ''
    }${code ? `<small>${escapeHtml(code)}</small>` : ''}</main></body>
</html>
`;
