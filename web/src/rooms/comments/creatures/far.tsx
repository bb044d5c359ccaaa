import { Both, Eyes, INK, type Paint, Smile } from "./parts";

export function Panda({ fur, light }: Paint) {
  return (
    <>
      <Both>
        <circle cx="10.5" cy="13" r="6.5" fill={INK} />
        <circle cx="10.5" cy="13" r="3.5" fill={fur} />
      </Both>
      <ellipse cx="24" cy="26" rx="17" ry="15" fill={fur} />
      <ellipse cx="24" cy="33.5" rx="7.5" ry="5.5" fill={light} />
      <Both>
        <ellipse cx="16" cy="24.5" rx="5" ry="6.2" transform="rotate(28 16 24.5)" fill={INK} />
        <circle cx="17" cy="24.2" r="2.5" fill={light} />
        <circle cx="17.4" cy="24.4" r="1.3" fill={INK} />
      </Both>
      <ellipse cx="24" cy="30.5" rx="2.6" ry="1.9" fill={INK} />
      <Smile y={34} width={2.8} />
    </>
  );
}

export function Elephant({ fur, shade, light }: Paint) {
  return (
    <>
      <Both>
        <path d="M17 13C9 8 1.5 13 1.5 22c0 8 6 13 13 10.5z" fill={fur} />
        <path d="M14.5 16.5C9.5 14 5 17 5 22.5c0 5 3.5 8 8 6.8z" fill={shade} />
      </Both>
      <path d="M24 9.5c8 0 12 5 12 12 0 8-5.5 12-12 12s-12-4-12-12c0-7 4-12 12-12z" fill={fur} />
      <path d="M19.5 25h9v13.5c0 2.5-2 4-4.5 4s-4.5-1.5-4.5-4z" fill={fur} stroke={shade} stroke-width="1.3" />
      <path d="M20 31.5h8M20 35.5h8" stroke={shade} stroke-width="1.3" />
      <Both>
        <path d="M18.5 31c-2.5 1-3 4-2.5 6 1.8 0 3-1 3-3z" fill={light} />
      </Both>
      <Eyes x={17.5} y={21} />
    </>
  );
}

export function Frog({ fur, shade, light }: Paint) {
  return (
    <>
      <Both>
        <circle cx="14" cy="14.5" r="7.5" fill={fur} />
        <circle cx="14" cy="14.5" r="4.8" fill={light} />
        <ellipse cx="14.5" cy="14.5" rx="3" ry="3.6" fill={INK} />
      </Both>
      <path d="M24 14.5c10 0 18 6 18 13.5S34 41 24 41 6 35.5 6 28s8-13.5 18-13.5z" fill={fur} />
      <path d="M24 34c6 0 11 1 13.5 2C34 39.5 29.5 41 24 41s-10-1.5-13.5-5C13 35 18 34 24 34z" fill={light} opacity=".75" />
      <path d="M10 28.5c4 4 9 5 14 5s10-1 14-5" fill="none" stroke={INK} stroke-width="1.8" stroke-linecap="round" />
      <Both>
        <circle cx="11" cy="26" r="2.6" fill={shade} opacity=".6" />
      </Both>
      <path d="M22 25h.01M26 25h.01" stroke={INK} stroke-width="1.8" stroke-linecap="round" />
    </>
  );
}

export function Penguin({ fur, shade, light }: Paint) {
  return (
    <>
      <path d="M24 6c10 0 16 7.5 16 18.5C40 35 34 42 24 42S8 35 8 24.5C8 13.5 14 6 24 6z" fill={fur} />
      <path d="M24 20c-2-4.5-6-6-9-4-4 2.6-4 8.5-2.5 12.5C14.5 35 18.5 40 24 40s9.5-5 11.5-11.5c1.5-4 1.5-9.9-2.5-12.5-3-2-7-.5-9 4z" fill={light} />
      <path d="M24 6c-1-2-.5-3.5 1-4.5" stroke={fur} stroke-width="2.4" stroke-linecap="round" fill="none" />
      <Eyes x={18} y={22.5} r={2.4} />
      <path d="M18.8 27.5c2-2 8.4-2 10.4 0-.5 3.5-3 6-5.2 6s-4.7-2.5-5.2-6z" fill="#f39b2d" />
      <path d="M19 28c3 1 7 1 10 0" stroke="#9a5208" stroke-width="1.2" fill="none" />
      <Both>
        <ellipse cx="13.8" cy="29" rx="2.3" ry="1.7" fill={shade} opacity=".5" />
      </Both>
    </>
  );
}

export function Whale({ fur, shade, light }: Paint) {
  return (
    <>
      <path d="M18 13.5c0-4-2-6.5-5.5-6.5M18 13.5c0-4.5 2-7.5 6-8" fill="none" stroke={light} stroke-width="2.2" stroke-linecap="round" />
      <path d="M4 26c0-7 6.5-11 14-11 9 0 14 5 18 9 2.5-1.5 3-4.5 2.5-8.5 3.5 1 5 3.5 5 6 0 9-5 18.5-22 18.5C10.5 40 4 34.5 4 26z" fill={fur} />
      <path d="M43.5 21.5c1.8-2 2.5-4.5 1.5-8-3.5 0-6 1-6.5 3z" fill={fur} />
      <path d="M4.5 29c4 3 8.5 4 14 4 7 0 12-1.5 17-4.5C33.5 35.5 28 40 21.5 40 11.5 40 5.5 35.5 4.5 29z" fill={light} />
      <path d="M11 33v5M16.5 34v6M22 34v6M27.5 32.8v5.4" stroke={shade} stroke-width="1.3" opacity=".6" />
      <circle cx="12.5" cy="25.5" r="2.4" fill={INK} />
      <circle cx="13.2" cy="24.7" r=".8" fill="#fff" />
    </>
  );
}

export function Octopus({ fur, shade, light }: Paint) {
  const arm = { fill: "none", "stroke-width": 5, "stroke-linecap": "round" } as const;
  return (
    <>
      <Both>
        <path d="M16 28c0 7-4 9-11 7.5" stroke={shade} {...arm} />
        <path d="M19 29c0 8-1.5 11-7.5 13" stroke={fur} {...arm} />
        <path d="M22 29c0 8 .5 10.5-1.5 14" stroke={shade} {...arm} />
      </Both>
      <path d="M24 4.5c9 0 15 6.5 15 14.5 0 7-6 13.5-15 13.5S9 26 9 19C9 11 15 4.5 24 4.5z" fill={fur} />
      <Both>
        <circle cx="17.5" cy="20.5" r="4.6" fill={light} />
      </Both>
      <Eyes x={18} y={20.8} r={2.6} />
      <circle cx="24" cy="28" r="2" fill={INK} />
      <path d="M28 9c2.5.8 4.5 2.5 5.5 5" fill="none" stroke={light} stroke-width="2" stroke-linecap="round" opacity=".8" />
    </>
  );
}
