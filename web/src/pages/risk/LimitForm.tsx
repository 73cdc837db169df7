import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, get, put, type Schemas } from '../../api/client';
import { useList } from '../../api/lists';
import { Button } from '../../parts/Button';
import { SelectField, TextField } from '../../parts/Field';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { useWhyNot } from '../../permissions/needs';
import { Permitted } from '../../permissions/Permitted';

type Limits = Schemas['LimitDocument'];
type Level = Schemas['RiskLevel'];
type Texts = Record<string, string>;

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
  const choices = useList<{ id: string; name: string }>(level === 'global' ? 'connections' : lists[level]);
  const id = level === 'global' ? 'all' : chosen || choices.rows[0]?.id;
  return (
    <Panel title="Set limits">
      <div className={form.page}>
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
  if (limits.error) return <Problem error={limits.error} onRetry={() => void limits.refetch()} />;
  return limits.data ? <Fields limits={limits.data} /> : <Loading what="the limits" />;
}

function Fields({ limits }: { limits: Limits }) {
  const known = limits as unknown as Record<string, string | number | null | undefined>;
  const [texts, setTexts] = useState<Texts>(() => Object.fromEntries([...amounts, ...counts].map(([name]) => [name, known[name]?.toString() ?? ''])));
  const [onLoss, setOnLoss] = useState(limits.onLoss);
  const [timeZone, setTimeZone] = useState(limits.timeZone ?? '');
  const save = useChange(() => put(at(`risk/limits/${limits.level}/${limits.id}`), input(texts, onLoss, timeZone, limits.version)), ['limits', 'risk']);
  const field = ([name, label, hint]: readonly [string, string, string]) => (
    <TextField key={name} label={label} hint={hint} inputMode="decimal" placeholder="no limit" value={texts[name] ?? ''} onChange={(value) => setTexts({ ...texts, [name]: value })} error={save.error?.at(name)} />
  );
  return (
    <form
      className={form.page}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      <Permitted need={{ scope: 'admin' }} isNoted>
        <FormErrors error={save.error} />
        <div className={form.fields}>
          {amounts.map(field)}
          {counts.map(field)}
          <SelectField
            label="After too great a loss"
            value={onLoss}
            choices={[
              ['reducing', 'Only exits'],
              ['halted', 'Halt'],
            ]}
            onChange={setOnLoss}
            hint="Latched until a person releases it."
            error={save.error?.at('onLoss')}
          />
          {limits.level === 'account' && <TextField label="Time zone of the trading day" placeholder="UTC" value={timeZone} onChange={setTimeZone} error={save.error?.at('timeZone')} />}
        </div>
        <div className={form.actions}>
          <Button type="submit" look="primary" isBusy={save.isPending}>
            Save limits
          </Button>
          {save.isSuccess && <span role="status">Saved.</span>}
        </div>
      </Permitted>
    </form>
  );
}

// What is no number goes as it was typed: the server says what is wrong with it.
const counted = (text: string) => (/^\d+$/.test(text) ? Number(text) : text);

const input = (texts: Texts, onLoss: Schemas['TradingMode'], timeZone: string, version: Limits['version']) => ({
  ...Object.fromEntries(amounts.filter(([name]) => texts[name]).map(([name]) => [name, texts[name]])),
  ...Object.fromEntries(counts.filter(([name]) => texts[name]).map(([name]) => [name, counted(texts[name]!.trim())])),
  onLoss,
  ...(timeZone ? { timeZone } : {}),
  version,
});
