/** Where everything in the feed stands: by heights as they were seen, else as tall as most are. */

/** An item of the feed: the `item`th of the `page`th page. */
export interface Spot {
  page: number;
  item: number;
}

const UNSEEN = 0;

export class Heights {
  private readonly pages: number[][] = [];
  private readonly sums: (number | null)[] = [];

  constructor(private usual: number) {}

  /** There are so many pages now. */
  cut(pages: number): void {
    this.pages.length = Math.min(this.pages.length, pages);
    this.sums.length = Math.min(this.sums.length, pages);
  }

  /** A page has so many items now. */
  fit(page: number, items: number): void {
    const heights = (this.pages[page] ??= []);
    if (heights.length === items) return;
    while (heights.length < items) heights.push(UNSEEN);
    heights.length = items;
    this.sums[page] = null;
  }

  /** Notes a height in pixels; whether it is another than was thought. */
  see({ page, item }: Spot, height: number): boolean {
    const thought = this.of({ page, item });
    this.pages[page]![item] = height;
    if (Math.abs(thought - height) < 0.5) return false;
    this.sums[page] = null;
    return true;
  }

  /** All are to be seen anew: the screen was turned, or letters grew. */
  forget(usual: number): void {
    this.usual = usual;
    for (const heights of this.pages) heights.fill(UNSEEN);
    this.sums.fill(null);
  }

  count(page: number): number {
    return this.pages[page]?.length ?? 0;
  }

  of({ page, item }: Spot): number {
    return this.pages[page]?.[item] || this.usual;
  }

  /** Of a whole page. */
  sum(page: number): number {
    return (this.sums[page] ??= this.before({ page, item: this.count(page) }));
  }

  get whole(): number {
    return this.pages.reduce((sum, _, page) => sum + this.sum(page), 0);
  }

  /** Pixels from the beginning of the feed to the item's top. */
  top({ page, item }: Spot): number {
    let sum = 0;
    for (let at = 0; at < page; at += 1) sum += this.sum(at);
    return sum + this.before({ page, item });
  }

  /** The item so many pixels from the beginning; the last one below the end, null in an empty feed. */
  at(pixels: number): Spot | null {
    let left = pixels;
    let last: Spot | null = null;
    for (let page = 0; page < this.pages.length; page += 1) {
      if (this.count(page) === 0) continue;
      last = { page, item: this.count(page) - 1 };
      if (left < this.sum(page)) return this.within(page, left);
      left -= this.sum(page);
    }
    return last;
  }

  private within(page: number, pixels: number): Spot {
    let left = pixels;
    for (let item = 0; item < this.count(page); item += 1) {
      left -= this.of({ page, item });
      if (left < 0) return { page, item };
    }
    return { page, item: this.count(page) - 1 };
  }

  private before({ page, item }: Spot): number {
    let sum = 0;
    for (let at = 0; at < item; at += 1) sum += this.of({ page, item: at });
    return sum;
  }
}

/** All items from one to another, both included. */
export function between(heights: Heights, first: Spot, last: Spot): Spot[] {
  const spots: Spot[] = [];
  for (let page = first.page; page <= last.page; page += 1) {
    const to = page === last.page ? last.item : heights.count(page) - 1;
    for (let item = page === first.page ? first.item : 0; item <= to; item += 1) spots.push({ page, item });
  }
  return spots;
}
