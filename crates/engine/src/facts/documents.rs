//! Documents and folders.

use menjin_model::{DocumentNo, Party, Perm, Span};

use super::base::Grant;
use super::pairs::PairsNow;
use super::table::TableNow;
use super::{Document, Facts, lists, now};

now! {
    documents_now -> documents: TableNow<DocumentNo, Document>;
    container_now -> container: PairsNow<DocumentNo, Party, Grant>;
    single_page_now -> single_page: PairsNow<DocumentNo, Party, Grant>;
}

impl Facts {
    /// A document or folder.
    #[must_use]
    pub fn document(&self, document: DocumentNo) -> Option<&Document> {
        self.documents_now().get(document)
    }

    /// All documents and folders behind `after`, those in the bin too.
    pub fn documents(&self, after: Option<DocumentNo>) -> impl Iterator<Item = DocumentNo> + '_ {
        self.documents_now().behind(after).map(|(id, _)| id)
    }

    /// What lies directly in a folder or below a page.
    pub fn documents_below(&self, folder: DocumentNo) -> impl Iterator<Item = DocumentNo> + '_ {
        lists::of(&self.base.known, &self.base.documents_below, Some(&self.delta.documents_below), folder)
    }

    /// What a person or an app owns.
    pub fn owned_documents(&self, owner: Party) -> impl Iterator<Item = DocumentNo> + '_ {
        lists::of(&self.base.known, &self.base.owned_documents, Some(&self.delta.owned_documents), owner)
    }

    /// The role that a document gives to this very party.
    #[must_use]
    pub fn grant(&self, document: DocumentNo, single_page: bool, member: Party) -> Option<(Perm, Span)> {
        self.grants_now(single_page).get(document, member)
    }

    /// The collaborators of a document.
    pub fn grants(&self, document: DocumentNo, single_page: bool) -> impl Iterator<Item = (Party, Perm, Span)> + '_ {
        self.grants_now(single_page).of(document).map(|(member, (perm, span))| (member, perm, span))
    }

    /// The documents that name this very party.
    pub fn grants_with(&self, single_page: bool, member: Party) -> impl Iterator<Item = DocumentNo> + '_ {
        self.grants_now(single_page).with(member)
    }

    pub(super) fn grants_now(&self, single_page: bool) -> PairsNow<'_, DocumentNo, Party, Grant> {
        if single_page { self.single_page_now() } else { self.container_now() }
    }
}
