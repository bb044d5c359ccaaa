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
