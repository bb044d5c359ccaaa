declare module "virtual:words/*" {
  const texts: Record<string, string>;
  export default texts;
}

declare module "virtual:simplified" {
  const pairs: string;
  export default pairs;
}

declare module "opencc-js/dict/TSCharacters" {
  const lines: string;
  export default lines;
}

declare module "virtual:faces" {
  type Cascade = object;
  const cascade: Cascade;
  const ccv: {
    grayscale: (canvas: OffscreenCanvas) => OffscreenCanvas;
    detect_objects: (given: { canvas: OffscreenCanvas; cascade: Cascade; interval: number; min_neighbors: number }) => object[];
  };
  export { cascade, ccv };
}
