export function FeedScreen(_: { rest: string[] }) {
  return <main class="screen" />;
}
