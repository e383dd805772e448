import type { GuideTopic } from '../preload/contract/guide.ts';
import type { Screen } from './route.ts';

/** The page of the guide that speaks of a screen. */
export const TOPIC_OF: Record<Screen, GuideTopic> = {
  overview: 'start',
  schools: 'schools',
  pairs: 'pairs',
  memoranda: 'drafts',
  ceremonies: 'ceremony',
  documents: 'support',
  activities: 'activities',
  support: 'support',
  'exam-results': 'exam',
  difficulties: 'support',
  models: 'activities',
  targets: 'targets',
  reports: 'reports',
  settings: 'start',
  guide: 'search',
};
