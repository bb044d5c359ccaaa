export function Settings(_: { rest: string[] }) {
  return <main class="screen" />;
}
