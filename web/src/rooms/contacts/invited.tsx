export function Invited(_: { rest: string[] }) {
  return <main class="screen" />;
}
