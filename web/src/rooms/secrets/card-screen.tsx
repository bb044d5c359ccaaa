export function CardScreen(_: { rest: string[] }) {
  return <main class="screen" />;
}
