import { describe, expect, it } from 'vitest';
import type { FlowPartsFragment } from '../generated/insights/graphql';
import { arranged } from './links';
import { matrixSvg } from './picture';

const place = (key: string, en: string) => ({
  key,
  unitId: key,
  silo: key,
  label: { fi: en, sv: en, en },
});
const flow = (from: string, to: string, count: number, expected: number): FlowPartsFragment => ({
  key: `${from}→${to}`,
  count,
  medianSeconds: null,
  p90Seconds: null,
  medianResolutionSeconds: null,
  p90ResolutionSeconds: null,
  share: { value: 0.5, low: 0.4, high: 0.6, n: 10 },
  against: {
    value: count,
    low: null,
    high: null,
    n: count,
    expected,
    expectedLow: null,
    expectedHigh: null,
    p: 0.001,
  },
  source: place(from, from),
  target: place(to, to),
});
const caption = { title: 'Most go <here> & there', under: 'All time', key: '+ more' };

const rows = [flow('a', 'b', 80, 10), flow('b', 'a', 5, 40)];

describe('the matrix as a picture', () => {
  const drawn = matrixSvg(
    rows,
    arranged(rows, (one) => one.label.en),
    caption,
    (one) => one.label.en,
    'en-GB',
  );

  it('has every text escaped', () => {
    expect(drawn).toContain('<title>Most go &#60;here&#62; &#38; there</title>');
    expect(drawn).not.toContain('<here>');
  });

  it('says more and fewer by a colour on white and by a sign', () => {
    expect(drawn).toContain('>80+<');
    expect(drawn).toContain('>5−<');
    // eight times as much is the full shade: 55 % of the blue on white
    expect(drawn).toContain('fill="#8ab5d6"');
    expect(drawn).toContain('fill="#eaba8a"');
  });
});
