import type { Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { fontsFolder } from '../memoranda/generate.ts';
import { figuresFor } from '../reports/request.ts';
import { PAPER_WIDTH } from './look.ts';

/** 216 pixels an inch: sharp in letters and on slides. */
const SCALE = 3;

export const chartHandlers: Handlers<'charts.draw' | 'charts.png'> = {
  async 'charts.draw'(context, { period, charts, theme, width }) {
    const figures = await figuresFor(context, period, false);
    const input = { figures, charts, theme, width, fontsFolder: fontsFolder(context.resources.dir) };
    return { charts: await context.workers.run('chartSvg', input, context.signal) };
  },

  async 'charts.png'(context, { period, chart }) {
    const figures = await figuresFor(context, period, false);
    const input = {
      figures,
      chart,
      width: PAPER_WIDTH,
      scale: SCALE,
      subtitle: figures.period.label,
      fontsFolder: fontsFolder(context.resources.dir),
    };
    const picture = await context.workers.run('chartPng', input, context.signal);
    if (!picture) throw new AppError('NOT_FOUND', { what: 'biểu đồ' });
    return context.files.hold(`${picture.title} - ${figures.period.label}.png`, picture.png);
  },
};
