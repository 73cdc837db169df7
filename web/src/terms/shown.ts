import { exact, words } from '../parts/format';

const unit: Record<string, string> = {
  fixed_quantity: '', dollar_amount: ' in money', risk_dollar_amount: ' at risk', risk_percent: ' % of equity at risk',
  percent_of_equity: ' % of equity', percent_of_available: ' % of available', percent_of_position: ' % of the position',
};

/** A setting in a few words, whatever its kind. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return words(String(value));
  const fields = value as Record<string, unknown>;
  if ('quantity' in fields) return `${exact(String(fields.quantity))}${unit[String(fields.type)] ?? ''}`;
  if (Array.isArray(fields.targets)) return fields.targets.map(level).join(', ');
  return level(fields);
}

function level(fields: Record<string, unknown>): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'type') parts.unshift(words(String(value)));
    else if (name === 'percent' || name === 'trailPercent') parts.push(`${value as string} %`);
    else if (name === 'sharePercent') parts.push(`(${value as string} % of it)`);
    else parts.push(`${name.replace(/([A-Z])/g, ' $1').toLowerCase()} ${value as string}`);
  }
  return parts.join(' ');
}
