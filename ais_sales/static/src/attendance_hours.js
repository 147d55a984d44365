// Hours as they are typed into the attendance sheet.

const DAY_HOURS = 24;
const ABSENT = ["н", "n", "нб", "h"];

/**
 * Hours of a cell.
 *
 * @param {string} text as typed: `8`, `4,5`, `н` for absent, nothing for not entered
 * @returns {number|null|undefined} undefined when the text is no hours of a day
 */
export function readHours(text) {
    const plain = text.trim().toLowerCase().replace(",", ".");
    if (!plain) {
        return null;
    }
    if (ABSENT.includes(plain)) {
        return 0;
    }
    return readNumber(plain, DAY_HOURS);
}

/**
 * Per cent of a test.
 *
 * @param {string} text as typed: `85`, `85 %`
 * @returns {number|null|undefined} undefined when the text is no per cent
 */
export function readPercent(text) {
    const plain = text.trim().replace(",", ".").replace(/\s*%$/, "");
    return plain ? readNumber(plain, 100) : null;
}

function readNumber(plain, most) {
    const number = Number(plain);
    if (!/^\d+(\.\d+)?$/.test(plain) || number > most) {
        return undefined;
    }
    return Math.round(number * 10) / 10;
}

/**
 * The block that a spreadsheet puts on the clipboard.
 *
 * @param {string} text cells parted by tabs, rows by line ends
 * @returns {string[][]}
 */
export function readBlock(text) {
    return text
        .replace(/\r\n?/g, "\n")
        .replace(/\n$/, "")
        .split("\n")
        .map((line) => line.split("\t"));
}

/** A number as it is read in Russian: with a comma, and no more than one digit after it. */
export function inWords(number) {
    return String(Math.round(number * 10) / 10).replace(".", ",");
}
