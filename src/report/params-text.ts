/**
 * Parameters as the command line takes them: `fast=10 size.weight=0.95 symbols=SPY,AAPL`.
 *
 * Those of several pipelines begin with the pipeline's id, as in `--param trend.fast=10`.
 */
export const paramsText = (params: Readonly<Record<string, unknown>>): string => {
  const [only, ...others] = Object.values(params);
  return pairsOf(others.length > 0 ? params : only).join(' ');
};

const pairsOf = (value: unknown, path = ''): string[] => {
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) {
    return [`${path}=${value.join(',')}`];
  }
  if (typeof value !== 'object' || value === null) return path === '' ? [] : [`${path}=${String(value)}`];
  return Object.entries(value).flatMap(([key, inner]) =>
    pairsOf(inner, path === '' ? key : `${path}.${key}`),
  );
};
