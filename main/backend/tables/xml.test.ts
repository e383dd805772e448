import { describe, expect, test } from 'vitest';
import { attributeOf, readXml, XmlError } from './xml.ts';

/** What a reader hears, one after the other. */
function heard(xml: string): readonly string[] {
  const all: string[] = [];
  readXml(xml, {
    open: (name, attributes) =>
      all.push(`<${name}`, ...(attributes.length > 0 ? [attributes.join(' ')] : [])),
    close: (name) => all.push(`/${name}`),
    text: (text) => all.push(text),
  });
  return all;
}

describe('XML', () => {
  test('is heard tag by tag, whichever way it is written', () => {
    expect(
      heard('\ufeff<?xml version="1.0"?>\n<!-- a > b --><a  x = "1>2"\ty=\'"\'><b/>Hoa<c ></c\n></a>\n'),
    ).toEqual(['<a', 'x 1>2 y "', '<b', '/b', 'Hoa', '<c', '/c', '/a']);
  });

  test('holds texts as they were meant: named and numbered characters, and stretches that are not looked at', () => {
    expect(heard('<a>A&amp;B &lt;&#272;&#x1ED3;ng&gt;</a>')).toEqual(['<a', 'A&B <Đồng>', '/a']);
    expect(heard('<a>1<![CDATA[<b>&amp;]]>2</a>')).toEqual(['<a', '1', '<b>&amp;', '2', '/a']);
  });

  test('says the values of attributes decoded', () => {
    readXml('<sheet name="A &amp; &quot;B&quot;"/>', {
      open(_, attributes) {
        expect(attributeOf(attributes, 'name')).toBe('A & "B"');
        expect(attributeOf(attributes, 'state')).toBeUndefined();
      },
      close() {},
      text() {},
    });
    expect.assertions(2);
  });

  test.each([
    ['nothing', ''],
    ['only text', 'Hoa Sen'],
    ['a text before', 'x<a/>'],
    ['a text behind', '<a/>x'],
    ['a second root', '<a/><b/>'],
    ['an end that is missing', '<a><b></b>'],
    ['an end of another', '<a><b></a></b>'],
    ['an end too many', '<a></a></a>'],
    ['a tag that is cut off', '<a><b x="1'],
    ['a name cut off', '<a'],
    ['a comment that never ends', '<a><!-- x</a>'],
    ['a stretch that never ends', '<a><![CDATA[x</a>'],
    ['a value without quotes', '<a x=1/>'],
    ['an attribute without a value', '<a x/>'],
    ['a tag inside a value', '<a x="<b/>"/>'],
    ['attributes that stick together', '<a x="1"y="2"/>'],
    ['a name that is none', '<1/>'],
    ['a space before a name', '< a/>'],
    ['a bare ampersand', '<a>A & B</a>'],
    ['an entity that nobody knows', '<a>&nbsp;</a>'],
    ['a member of every object as an entity', '<a>&constructor;</a>'],
    ['half of a pair as a number', '<a>&#xD800;</a>'],
    ['a control character as a number', '<a>&#1;</a>'],
    ['a control character', '<a>\u0001</a>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a/>'],
  ])('with %s is refused', (_, xml) => {
    expect(() => heard(xml)).toThrow(XmlError);
  });
});
