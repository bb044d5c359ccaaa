/** Names, places and what else points at somebody, as Chinese writes it. */
import { finderOf, type Finder, type Rule } from "./mark";

// The hundred or so most frequent, without those that are mostly other words (和 向 时 那 全 班 同).
const SURNAME =
  "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
const DOUBLE = "欧阳|司马|上官|诸葛|司徒|慕容";
const FAMILY = `(?:${DOUBLE}|[${SURNAME}])`;
const TITLE =
  "老师|经理|董事长|店长|里长|同学|主任|教授|医生|总监|主管|校长|班长|组长|队长|阿姨|叔叔|先生|女士|小姐|律师|护士|院长|局长|处长|部长|科长|书记|教练|导师|师傅|师兄|师姐|学长|学姐|学弟|学妹|老板|总|哥|姐|工";
const AFTER_NAME = "(?=$|[\\s，。！？、；：…,.!?~～”」』)）的了在是和跟说很也就都又却还总给对把被这那])";

// What begins like a name and is none.
const WORDS = new RegExp(
  "^(高[中一二三年级考铁兴]|马上|马路|任课|任何|方[便向法]|安全|常常|平时|万[一分]|成为|应该|经常|曾经|何[必况时]|金[融钱]|石油|水平|黄[金昏色]|白[天色]|江湖|文[科学艺]|单位|温[柔暖]|严厉|周[末一二三四五六日天围年边]|易[经怒]|程[度序]|钱[包]?|毛[病衣]|夏[天季]|秦岭|雷[雨电]|武[术]|常[见]|贾宝玉|林黛玉|史上|孔子|孟子|曹操|许[多久愿]|余[下生]|江[边南]|田[野里]|石头|金色|龙[虾卷]|熊猫|康复|段[子时]|方面|罗马|唐[朝诗]|宋[朝词]|韩[国剧]|马[虎拉]|马尾|张[嘴开扬]|李子|杨[梅树]|林[间子]|白[云雪日]|于是|胡[说闹子]|梁山|汤[圆面]|余光|顾[虑及]|贺[卡岁]|邵逸夫)",
);

const given = (match: RegExpExecArray) => match[1] ?? match[0];
const word = (match: RegExpExecArray, text: string) => {
  const before = text[match.index - 1] ?? "";
  if (WORDS.test(given(match))) return true;
  return given(match).startsWith("于") && /[对由关至终属等在出位过]/.test(before);
};

// Before 公司, 大学 and the like these make no name of one.
const LOOSE = "我你他她它的了在上去来到是不考读念没有从这那个所里和跟们还就都只才想要回家过着一每哪某同转进离开业完最老小大新两几三多全本该出去给被把让对像比为因已当做叫说看见等第名着";
const NO_NAME =
  /^(重点|普通|名牌|老年|民办|国外|儿童|精神病?|希望|乡村|私立|公立|寄宿|互联网|上市|外贸|保险|广告|科技|贸易|物流|装修|房产|中介|外地|隔壁|附近|镇医|县城|高档|住宅|封闭|开发|空中|秘密|后花|快递|宠物|口腔|省级|社区|远方|理想|梦想|心仪|老旧|高级|网路|网络|线上|办公|商业|教学|行政|摩天|公家)/;
const placed = (match: RegExpExecArray) => NO_NAME.test(match[1] ?? "");

const JOB = "经理|工程师|会计|老师|护士|医生|程序员|设计师|总监|主管|销售|客服|编辑|实习生|业务|店员|研究员|律师|司机|厨师|保安|教授|讲师|主任|助理|秘书|前台|运营|出纳";
const ANY_WORK = /^(学校|医院|公司|家里|外地|老家|国外|北方|南方|工地|餐厅|超市|工厂|这里|那里|外面|一家|城里|大学|小学|中学|高中|银行|酒店)/;

function vague(what: string): string {
  if (/小区|社区|花园|公寓|大厦|大楼/.test(what)) return "一个地方";
  if (/公司|集团|银行/.test(what)) return "一家公司";
  return /医院|幼儿园|幼稚园/.test(what) ? `一家${what}` : "一所学校";
}

// Of one letter (总, 哥) a title ends many words: only after a bare family name, and before its like.
function loose([, name, title]: RegExpExecArray, after: string): boolean {
  if (title!.length > 1) return false;
  return name!.length > 1 || /^[\u4e00-\u9fff]/.test(after) && !/^[的说在是给对把和跟也就都又了问让叫]/.test(after);
}

const RULES: Rule[] = [
  {
    kind: "name",
    pattern: new RegExp(`(${FAMILY}[\\u4e00-\\u9fff]{0,2}?)(${TITLE})`),
    unless: (match, text) =>
      word(match, text) ||
      /[的了我你他她是有在不和跟们个位这那很]/.test(match[1]!.slice(1)) ||
      loose(match, text.slice(match.index + match[0].length)),
    instead: ([, , title]) => (title!.length > 1 ? [`一位${title}`, "某人"] : ["某人"]),
  },
  {
    kind: "name",
    pattern: new RegExp(`(?:名叫|叫做|名字是|名字叫|我叫|他叫|她叫|我是|他是|她是)(${FAMILY}[\\u4e00-\\u9fff]{1,2}?)${AFTER_NAME}`),
    group: 1,
    unless: word,
    instead: ["某人"],
  },
  {
    kind: "name",
    pattern: new RegExp(`(?:喜欢|暗恋|爱上|爱|讨厌|恨|想念|嫁给)(${FAMILY}[\\u4e00-\\u9fff]{2})${AFTER_NAME}`),
    group: 1,
    unless: word,
    instead: ["一个人", "某人"],
  },
  { kind: "name", pattern: /[小老阿]([王李张刘陈杨赵周吴徐孙朱林郭何])(?=$|[\s，。！？、；：,.!?的说在是也就总又])/, instead: ["一个朋友", "某人"] },
  {
    kind: "place",
    pattern: new RegExp(`([^${LOOSE}\\x00-\\x7f，。！？、；：“”…]{2,6})(大学|学院|中学|小学|国中|国小|高职|高工|女中|附中|一中|二中|三中|实验学校|医院|公司|集团|小区|社区|花园|大厦|大楼|公寓|银行|幼儿园|幼稚园)`),
    unless: placed,
    instead: ([, , what]) => [vague(what!)],
  },
  { kind: "place", pattern: /[^\x00-\x7f在住到去从的，。！？、；：]{2,4}(路|街|道|巷|弄|胡同)(\s?[一二三四五六七八九十\d]段)?(\s?\d+\s?[巷弄])*\s?\d+\s?(号|弄)(\s?\d+\s?[室楼])?/, unless: ([whole]) => /[知难味]道/.test(whole!), instead: ["某个地方"] },
  { kind: "place", pattern: /\d+\s?(号楼|栋|幢|单元|号院)(\s?\d+\s?(单元|室|号)?)*|\d{3,4}\s?(室|寝室|宿舍)/, instead: ["某栋楼"] },
  { kind: "place", pattern: /[一二三四五六]年[一二三四五六七八九十甲乙丙丁戊]{1,2}班|中[一二三四五六]\s?[A-F]\s?班/, instead: ["一个班"] },
  { kind: "place", pattern: /[高初][一二三]\s?[（(]?\s?(\d{1,2}|[一二三四五六七八九十]{1,2})\s?[)）]?\s?班/, instead: ["一个班"] },
  {
    kind: "only",
    pattern: /(全[班校组村系队]|全公司|全年级|全宿舍|全单位|全部门|我们(班|组|部门|宿舍|公司|办公室|村|系|单位|寝室|学校|队|年级|店))(里|上)?.{0,6}?(唯一|就我一个|只有我|我一个)[^，。！？]{0,8}/,
    instead: ["有些人"],
  },
  { kind: "only", pattern: /(唯一|就我)(一个|的一个|的|那个)(没有?|不会?|会)?[^，。！？的]{0,6}?(女生|男生|女的|男的|女孩|男孩|外地人|少数民族|博士|同事|员工|学生|新人|残疾人|单亲|转学生)(的)?人?/, instead: ["少数几个人里的一个"] },
  {
    kind: "job",
    pattern: new RegExp(`在([A-Za-z]{2,12}|[\\u4e00-\\u9fff]{2,8}?)(做|当|担任|任)([\\u4e00-\\u9fff]{0,5}?)(${JOB})`),
    unless: (match) => ANY_WORK.test(match[1]!),
    instead: ["上班"],
  },
];

export const chinese: Finder[] = RULES.map(finderOf);
