import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, get, put, type Schemas } from '../../api/client';
import { useDraft } from '../../api/draft';
import { useList } from '../../api/lists';
import { whole } from '../../api/typed';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { SelectField, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Loading } from '../../parts/Loading';
import { Outdated } from '../../parts/Outdated';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { useLedTo } from '../../parts/useLedTo';
import { useWhyNot } from '../../permissions/needs';
import { Permitted } from '../../permissions/Permitted';

type Limits = Schemas['LimitDocument'];
type Level = Schemas['RiskLevel'];
type Name = (typeof amounts)[number][0] | (typeof counts)[number][0];

const amounts = [
  ['orderNotionalMax', 'Value of one entry', 'In the quote currency.'],
  ['positionNotionalMax', 'Value of a position', 'In one instrument, working entries included.'],
  ['positionQuantityMax', 'Units of a position', 'In one instrument, working entries included.'],
  ['dailyLossMax', 'Loss of a day', 'Realised and open, in the settlement currency.'],
  ['drawdownMax', 'Fall from the highest result', 'In the settlement currency.'],
  ['drawdownPercentMax', 'The same in percent', 'Of the equity; for accounts.'],
  ['priceCollarPercent', 'Price collar in percent', 'How much worse than the last trade an entry may be priced.'],
] as const;

const counts = [
  ['openOrdersMax', 'Open entries', 'Neither filled nor over.'],
  ['ordersPerMinuteMax', 'Entries a minute', 'Within any 60 seconds.'],
  ['ordersPerDayMax', 'Entries a day', 'Of one trading day.'],
  ['duplicateSeconds', 'Duplicate window in seconds', 'The same entry again within it is refused.'],
] as const;

const levels: readonly (readonly [Level, string])[] = [
  ['global', 'Everything'],
  ['account', 'One account'],
  ['strategy', 'One strategy'],
  ['subscription', 'One subscription'],
];

const lists: Record<Exclude<Level, 'global'>, string> = { account: 'connections', strategy: 'strategies', subscription: 'subscriptions' };

/** Sets the limits of one level, whole: what is left empty is not limited. */
export function LimitForm() {
  const seesAll = useWhyNot({ scope: 'read', everywhere: true }) === undefined;
  const [level, setLevel] = useState<Level>(seesAll ? 'global' : 'account');
  const [chosen, setChosen] = useState('');
  const place = useLedTo<HTMLDivElement>('limits');
  const choices = useList<{ id: string; name: string }>(level === 'global' ? 'connections' : lists[level]);
  const id = level === 'global' ? 'all' : chosen || choices.rows[0]?.id;
  return (
    <Panel title="Set limits">
      <div ref={place} className={form.page}>
        <div className={form.fields}>
          <SelectField
            label="For"
            value={level}
            choices={seesAll ? levels : levels.filter(([each]) => each !== 'global')}
            onChange={(next) => {
              setLevel(next);
              setChosen('');
            }}
          />
          {level !== 'global' && <SelectField label="Which" value={id ?? ''} choices={choices.rows.map((each) => [each.id, each.name] as const)} onChange={setChosen} />}
        </div>
        {id === undefined ? <p className={form.muted}>There is none yet.</p> : <Loaded key={`${level}-${id}`} level={level} id={id} />}
      </div>
    </Panel>
  );
}

/** The limits of one strategy, account or subscription, on its own page. */
export const LimitsOf = ({ level, id }: { level: Level; id: string }) => (
  <Panel title="Risk limits" note="what is left empty is not limited here; limits of other levels hold beside these">
    <Loaded level={level} id={id} />
  </Panel>
);

function Loaded({ level, id }: { level: Level; id: string }) {
  const limits = useQuery({ queryKey: ['limits', level, id], queryFn: ({ signal }) => get<Limits>(at(`risk/limits/${level}/${id}`), signal) });
  if (limits.error && !limits.data) return <Problem error={limits.error} onRetry={() => void limits.refetch()} />;
  return limits.data ? <Fields stored={limits.data} /> : <Loading what="the limits" />;
}

function Fields({ stored }: { stored: Limits }) {
  const { draft, set, isDirty, isOutdated, adopt, reload } = useDraft(stored);
  const save = useChange((next: Limits) => put<Limits>(at(`risk/limits/${next.level}/${next.id}`), input(next)), ['limits', 'risk'], adopt);
  const field = (name: Name, label: string, hint: string, read: (text: string) => unknown) => (
    <TextField key={name} label={label} hint={hint} inputMode="decimal" placeholder="no limit" value={draft[name]?.toString() ?? ''} onChange={(text) => set({ [name]: text === '' ? undefined : read(text) })} error={save.error?.at(name)} />
  );
  return (
    <form
      className={form.page}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(draft);
      }}
    >
      <Permitted need={{ scope: 'admin' }} isNoted>
        {isOutdated && <Outdated what="set of limits" onReload={reload} />}
        <FormErrors error={save.error} />
        <div className={form.fields}>
          {amounts.map(([name, label, hint]) => field(name, label, hint, (text) => text))}
          {counts.map(([name, label, hint]) => field(name, label, hint, whole))}
          <SelectField
            label="After too great a loss"
            value={draft.onLoss}
            choices={[
              ['reducing', 'Only exits'],
              ['halted', 'Halt'],
            ]}
            onChange={(onLoss) => set({ onLoss })}
            hint="Latched until a person releases it."
            error={save.error?.at('onLoss')}
          />
          {draft.level === 'account' && <TextField label="Time zone of the trading day" placeholder="UTC" value={draft.timeZone ?? ''} onChange={(text) => set({ timeZone: text || undefined })} error={save.error?.at('timeZone')} />}
        </div>
        <div className={form.actions}>
          <Button type="submit" look="primary" isBusy={save.isPending}>
            Save limits
          </Button>
          {isDirty && <Badge state="not saved" tone="warn" />}
          {save.isSuccess && !isDirty && <span role="status">Saved.</span>}
        </div>
      </Permitted>
    </form>
  );
}

const input = (limits: Limits) => ({ ...limits, level: undefined, id: undefined });
