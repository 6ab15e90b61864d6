"""What the file says about itself: the PDF/UA mark beside the PDF/A one.

PDF/A reads one rdf:RDF. WeasyPrint's ``xmp_metadata`` option appends a second one
that no checker sees, so the mark goes into the one WeasyPrint writes. PDF/A also
wants every namespace outside its own list described, hence the extension schema.
"""

from typing import Any

from dialogue.foundation.paper.order import Order, w3c

_PDFUA_MARK = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
_END = b"</rdf:RDF>"


def describe(document: Any, order: Order) -> None:
    """Give a rendered document its title, author, dates, language and marks."""
    metadata = document.metadata
    metadata.title = order.title
    metadata.authors = [order.author] if order.author else []
    metadata.lang = order.lang
    metadata.created = metadata.modified = w3c(order.created)
    metadata.generator = "Dialogue"
    own = metadata.generate_rdf_metadata

    def with_mark(*arguments: Any, **named: Any) -> bytes:
        text: bytes = own(*arguments, **named)
        if text.count(_END) != 1:
            raise RuntimeError("WeasyPrint no longer writes one rdf:RDF")
        return text.replace(_END, _PDFUA_MARK + _END)

    metadata.generate_rdf_metadata = with_mark
