export function Friends(_: { rest: string[] }) {
  return <main class="screen" />;
}
