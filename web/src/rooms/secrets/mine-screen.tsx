export function MineScreen(_: { rest: string[] }) {
  return <main class="screen" />;
}
