//! DescribeImageList, DescribeSpec, DescribeBuckets, DescribeRegions: filters.

use phonevault_core::validate::Violations;

use super::{Check, Rules, fields};
use crate::models::{
    DescribeBucketsRequest, DescribeImageListRequest, DescribeRegionsRequest, DescribeSpecRequest, ImageType,
};

impl Check for DescribeImageListRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        match &self.image_type {
            None => violations.add("ImageType", "is mandatory, and must be System or User"),
            Some(ImageType::Other(text)) => {
                violations.add("ImageType", format!("`{text}` is not allowed, only System or User"));
            }
            Some(ImageType::System | ImageType::User) => {}
        }
        fields::optional_id("ImageId", self.image_id.as_deref(), violations);
        fields::max_results(self.max_results, violations);
    }
}

impl Check for DescribeSpecRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        fields::id_list("SpecIds", &self.spec_ids, violations);
        fields::sale_mode(self.sale_mode.as_ref(), violations);
        fields::one_of("ChargeType", self.charge_type.as_deref(), &["PrePaid", "PostPaid"], violations);
        let states = ["Available", "Unsupported"];
        fields::one_of("SpecStatus", self.spec_status.as_deref(), &states, violations);
        fields::max_results(self.max_results, violations);
    }
}

/// The only parameter is one that the vendor does not offer yet: nothing is known of it.
impl Check for DescribeBucketsRequest {
    fn check(&self, _rules: Rules<'_>, _violations: &mut Violations) {}
}

impl Check for DescribeRegionsRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        fields::one_of("AcceptLanguage", self.accept_language.as_deref(), &["cn", "en"], violations);
        fields::sale_mode(self.sale_mode.as_ref(), violations);
    }
}
