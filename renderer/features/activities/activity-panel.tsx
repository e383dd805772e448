import { Button, Tabs } from '@mantine/core';
import type { Activity } from '../../../preload/contract/activities.ts';
import { DayField } from '../../components/day-field.tsx';
import { EvidenceList } from '../../components/evidence-list.tsx';
import { FormActions } from '../../components/form-actions.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { RecordHistory } from '../../components/record-history.tsx';
import { Can, Editable } from '../../components/rights.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { useSaveKey } from '../../components/use-keys.ts';
import { formatCount } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import {
  type ActivityFormState,
  FormAnswer,
  FormField,
  KindField,
  LineField,
  NumberField,
  PairsField,
  SpeakersField,
  StatusField,
  SubjectField,
  TopicField,
  useActivityForm,
} from './activity-form.tsx';
import { type ActivityValues, TURNS } from './activity-values.ts';
import { PrintTab } from './print-tab.tsx';

const texts = vi.activities.tabs;
export const PANEL_TABS = ['info', 'evidence', 'print'] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

interface ActivityPanelProps {
  /** null adds a new one. */
  readonly activity: Activity | null;
  readonly initial: ActivityValues;
  readonly tab: PanelTab;
  readonly onTab: (tab: PanelTab) => void;
  readonly onClose: () => void;
  readonly onMarkDone: (activity: Activity) => void;
  readonly onRemove: (activity: Activity) => void;
}

/** One activity: its fields, what proves it, and the papers to print for it. */
export function ActivityPanel(props: ActivityPanelProps) {
  const { activity, initial, tab, onTab, onClose, onMarkDone, onRemove } = props;
  const state = useActivityForm({
    name: activity?.id ?? 'new',
    initial,
    id: activity?.id ?? null,
    saved: () => (activity ? vi.common.saved : vi.activities.logged),
    onSaved: onClose,
  });
  useSaveKey('activities.update', () => tab === 'info' && state.save());
  const leave = () => {
    state.kept.forget();
    onClose();
  };
  const acts = (
    <FormActions
      save={{
        do: 'activities.update',
        run: () => state.save(),
        running: state.saving,
        disabled: activity !== null && !state.form.isDirty(),
      }}
      onCancel={leave}
      remove={activity && { do: 'activities.remove', run: () => onRemove(activity) }}
    >
      {activity?.status === 'planned' && (
        <Can do="activities.update">
          <Button variant="light" disabled={state.form.isDirty()} onClick={() => onMarkDone(activity)}>
            {vi.activities.markDone}
          </Button>
        </Can>
      )}
    </FormActions>
  );
  return (
    <SidePanel
      title={activity ? vi.activities.editTitle : vi.activities.newTitle}
      onClose={onClose}
      footer={tab === 'info' && acts}
    >
      {activity && <PanelTabs activity={activity} tab={tab} onTab={onTab} />}
      {activity && tab !== 'info' && <p className="activity-panel-topic">{activity.topic}</p>}
      {activity && tab === 'evidence' && <EvidenceList of={{ activityId: activity.id }} />}
      {activity && tab === 'print' && <PrintTab activityId={activity.id} />}
      {tab === 'info' && <InfoForm state={state} />}
      {activity && tab === 'info' && (
        <RecordHistory subject={{ kind: 'activity', id: activity.id }} onUndone={onClose} />
      )}
    </SidePanel>
  );
}

interface PanelTabsProps {
  readonly activity: Activity;
  readonly tab: PanelTab;
  readonly onTab: (tab: PanelTab) => void;
}

function PanelTabs({ activity, tab, onTab }: PanelTabsProps) {
  const { photos, files, links } = activity.shownBy;
  const shownBy = photos + files + links;
  return (
    <Tabs
      className="activity-panel-tabs"
      value={tab}
      onChange={(value) => onTab(PANEL_TABS.find((name) => name === value) ?? 'info')}
    >
      <Tabs.List>
        {PANEL_TABS.map((name) => (
          <Tabs.Tab
            key={name}
            value={name}
            rightSection={
              name === 'evidence' && shownBy > 0 && <span className="ct-dim">{formatCount(shownBy)}</span>
            }
          >
            {texts[name]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}

const InfoForm = ({ state }: { readonly state: ActivityFormState }) => (
  <form onSubmit={state.save} noValidate>
    <Editable do="activities.update">
      <FormAnswer state={state} />
      <FormSection title={vi.activities.sections.what}>
        <StatusField state={state} />
        <KindField state={state} />
        <div className="ct-fields-2">
          <DayField
            label={vi.activities.fields.heldOn}
            withAsterisk
            data-autofocus
            {...state.form.getInputProps('heldOn')}
          />
          <SubjectField state={state} />
        </div>
        <PairsField state={state} />
        <TopicField state={state} />
      </FormSection>
      <FormSection title={vi.activities.sections.where}>
        <div className="ct-fields-2">
          <FormField state={state} />
          <LineField state={state} name="grade" />
        </div>
        <LineField state={state} name="venue" />
        <LineField state={state} name="host" />
        <SpeakersField state={state} />
      </FormSection>
      <FormSection title={vi.activities.sections.counts}>
        <div className="ct-fields-2">
          {TURNS.map((name) => (
            <NumberField key={name} state={state} name={name} />
          ))}
          <NumberField state={state} name="cost" />
        </div>
        <LineField state={state} name="evidence" />
      </FormSection>
      <button type="submit" hidden />
    </Editable>
  </form>
);
