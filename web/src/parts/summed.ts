/** Amounts added up for each currency: those of several cannot be added. */
export function summed(amounts: readonly (readonly [string, number])[]): Map<string, number> {
  const byCurrency = new Map<string, number>();
  for (const [currency, amount] of amounts) byCurrency.set(currency, (byCurrency.get(currency) ?? 0) + amount);
  return byCurrency;
}
