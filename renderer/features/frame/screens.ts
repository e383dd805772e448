import {
  type Icon,
  IconActivity,
  IconBook,
  IconBuildingCommunity,
  IconChartBar,
  IconFiles,
  IconFileText,
  IconLayoutDashboard,
  IconLink,
  IconSettings,
  IconSignature,
  IconTargetArrow,
} from '@tabler/icons-react';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { Screen } from '../../route.ts';
import { OverviewScreen } from '../overview/overview-screen.tsx';

/** Each screen's sign in the rail, and where its code lies. */
export const SCREENS: Record<Screen, { readonly icon: Icon; readonly load: () => Promise<ComponentType> }> = {
  overview: {
    icon: IconLayoutDashboard,
    load: async () => OverviewScreen,
  },
  schools: {
    icon: IconBuildingCommunity,
    load: () => import('../schools/schools-screen.tsx').then((m) => m.SchoolsScreen),
  },
  pairs: {
    icon: IconLink,
    load: () => import('../pairs/pairs-screen.tsx').then((m) => m.PairsScreen),
  },
  memoranda: {
    icon: IconFileText,
    load: () => import('../memoranda/memoranda-screen.tsx').then((m) => m.MemorandaScreen),
  },
  ceremonies: {
    icon: IconSignature,
    load: () => import('../ceremonies/ceremony-screen.tsx').then((m) => m.CeremonyScreen),
  },
  documents: {
    icon: IconFiles,
    load: () => import('../documents/documents-screen.tsx').then((m) => m.DocumentsScreen),
  },
  activities: {
    icon: IconActivity,
    load: () => import('../activities/activities-screen.tsx').then((m) => m.ActivitiesScreen),
  },
  support: {
    icon: IconActivity,
    load: () => import('../support/support-screen.tsx').then((m) => m.SupportScreen),
  },
  'exam-results': {
    icon: IconActivity,
    load: () => import('../exam-results/exam-results-screen.tsx').then((m) => m.ExamResultsScreen),
  },
  difficulties: {
    icon: IconActivity,
    load: () => import('../difficulties/difficulties-screen.tsx').then((m) => m.DifficultiesScreen),
  },
  models: {
    icon: IconActivity,
    load: () => import('../good-models/good-models-screen.tsx').then((m) => m.GoodModelsScreen),
  },
  targets: {
    icon: IconTargetArrow,
    load: () => import('../targets/targets-screen.tsx').then((m) => m.TargetsScreen),
  },
  reports: {
    icon: IconChartBar,
    load: () => import('../reports/reports-screen.tsx').then((m) => m.ReportsScreen),
  },
  guide: {
    icon: IconBook,
    load: () => import('../guide/guide-screen.tsx').then((m) => m.GuideScreen),
  },
  settings: {
    icon: IconSettings,
    load: () => import('../settings/settings-screen.tsx').then((m) => m.SettingsScreen),
  },
};

const names = Object.keys(SCREENS) as Screen[];

/**
 * The screens themselves; each one's code is loaded when it is first shown. The first screen's is there from the start:
 * React shows what it had to wait for 300 ms later.
 */
export const VIEWS = {
  ...(Object.fromEntries(
    names.map((name) => [name, lazy(async () => ({ default: await SCREENS[name].load() }))]),
  ) as Record<Screen, LazyExoticComponent<ComponentType>>),
  overview: OverviewScreen,
};
