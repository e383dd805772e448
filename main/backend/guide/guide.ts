import type { GuidePage, GuideTopic } from '../../../preload/contract/guide.ts';
import type { Context, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { safeFileName } from '../files/file-names.ts';
import { fontsFolder } from '../memoranda/generate.ts';
import { findInGuide } from './find.ts';
import { readGuide, withPictures } from './read.ts';

async function pageOf({ resources }: Context, topic: GuideTopic): Promise<GuidePage> {
  const page = (await readGuide(resources.dir)).find((each) => each.topic === topic);
  if (!page) throw new AppError('NOT_FOUND', { what: 'trang hướng dẫn' });
  return withPictures(page, resources.dir);
}

export const guideHandlers: Handlers<'guide.list' | 'guide.get' | 'guide.find' | 'guide.print'> = {
  async 'guide.list'({ resources }) {
    return { topics: (await readGuide(resources.dir)).map(({ topic, title }) => ({ topic, title })) };
  },

  async 'guide.get'(context, { topic }) {
    return pageOf(context, topic);
  },

  async 'guide.find'({ resources }, { text }) {
    return { hits: findInGuide(await readGuide(resources.dir), text) };
  },

  async 'guide.print'(context, { topic }) {
    const page = await pageOf(context, topic);
    const pdf = await context.workers.run(
      'guidePdf',
      { page, fontsFolder: fontsFolder(context.resources.dir), createdAt: context.now() },
      context.signal,
    );
    return {
      ...(await context.files.hold(safeFileName(`${page.title}.pdf`), pdf.bytes)),
      pages: pdf.pages,
    };
  },
};
