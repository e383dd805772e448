import { GAP_CODES } from '../../../preload/contract/gaps.ts';
import type { Handlers } from '../context.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { gapsIn } from './find.ts';
import { GAP_KINDS } from './kinds.ts';
import { surveyOf } from './survey.ts';

export const gapHandlers: Handlers<'gaps.list'> = {
  async 'gaps.list'({ db, today, resources }) {
    const programme = await currentProgramme(db);
    const on = today();
    const runs = programme.starts_on <= on && on <= programme.ends_on;
    return {
      asOf: on,
      gaps: runs ? gapsIn(await surveyOf(db, programme, resources.catalogue.subjects, on)) : [],
      kinds: GAP_CODES.map((code) => ({ code, title: GAP_KINDS[code].title, rule: GAP_KINDS[code].rule })),
    };
  },
};
