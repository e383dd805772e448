import type { CustomScheme, Session } from 'electron';
import { AppError } from '../backend/errors.ts';
import type { Logger } from '../backend/ports.ts';
import { errorResponse } from '../web/files.ts';
import type { WebHandler } from '../web/handler.ts';

const SCHEME = 'app';

/** The window's own address; everything else is outside. */
export const APP_URL = `${SCHEME}://chung-tay/`;

/** Makes `app://` an origin of its own, with fetch and streams, as https would be. */
export const APP_SCHEME: CustomScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
};

export interface AppProtocol {
  /** Changes what the window sees from its next load on. */
  answerWith(handler: WebHandler): void;
}

/** Serves `app://chung-tay/` in a session, at first with what can be shown before the backend is there. */
export function serveApp(session: Pick<Session, 'protocol'>, first: WebHandler, logger: Logger): AppProtocol {
  let handler = first;
  session.protocol.handle(SCHEME, async (request) => {
    if (!request.url.startsWith(APP_URL)) return errorResponse(new AppError('FORBIDDEN'), 403);
    try {
      return await handler(request);
    } catch (error) {
      logger.error('protocol.failed', { error });
      return errorResponse(error, 500);
    }
  });
  return {
    answerWith(next) {
      handler = next;
    },
  };
}
