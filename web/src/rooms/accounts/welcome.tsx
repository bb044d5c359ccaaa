export function Welcome(_: { rest: string[] }) {
  return <main class="screen" />;
}
