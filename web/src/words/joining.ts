/** Words of the frame, signing in, friends and settings. */
import type { Table } from "./mechanism";

export const joining = {
  "app.name": ["Mimi 秘密", "Mimi"],
  "app.rehearsal": ["彩排：这台服务器的时间窗口很短，保护比较弱。不要写真的秘密。", "Rehearsal: this server's time windows are short and protect less. Do not tell real secrets here."],
  "tab.friends": ["朋友", "Friends"],
  "tab.settings": ["设置", "Settings"],
  "tab.all": ["主要页面", "Main pages"],
  "common.back": ["返回", "Back"],
} as const satisfies Table;
